"""With which words does each kind of letter begin? Ours, until the team writes its own; in Danish, as letters are."""

from hjemvej.ground.correspondence.models import LetterKind

OURS: dict[str, tuple[str, str]] = {
    LetterKind.DECISION: (
        "{svar}: {om}",
        """Kære {navn}

Dette brev retter vores afgørelse af {retter}.

# Det har du bedt om
{bedt_om}

# Det har vi afgjort
{afgjort}

# Derfor
{begrundelse}

Vi har afgjort det efter {paragraf}.

# Det har vi spurgt dig om
{hørt_om}

Du svarede: {hørt_svar}

# Det sker der nu
{næste_skridt}

Ring på {telefon}, hvis du er i tvivl om noget. Vi fortæller dig gerne, hvad afgørelsen betyder for dig.

# Er du uenig?
{klagevejledning}""",
    ),
    LetterKind.OFFER_OF_HOME: (
        "Vi har en bolig til dig: {adresse}",
        """Kære {navn}

Vi vil gerne tilbyde dig en bolig på {adresse}. Udlejeren er {udlejer}.

# Om boligen
- {bolig}

Du skal betale {husleje} om måneden, med det hele.

Indskuddet er {indskud}. Vi hjælper dig med at søge om et lån til det.

Boligen er ledig fra {ledig_fra}.

# Det sker der nu
Du kan se boligen, før du svarer: {fremvisning}.

{næste_skridt}

Giv os dit svar senest {svar_senest}. Ring på {telefon}, eller sig det til os, når vi ses.

# Du må gerne sige nej
Du mister ikke din plads, hvis du siger nej. Fortæl os gerne hvorfor, så leder vi efter noget, der passer bedre.""",
    ),
    LetterKind.OFFER_OF_HOUSING_FIRST: (
        "Vi tilbyder dig Housing First: din egen bolig først",
        """Kære {navn}

I {kommune} tilbyder vi dig en bolig først, og støtte til at bo i den.

# Det betyder
- Vi leder efter en almindelig bolig sammen med dig.
- Du får støtte, også når du er flyttet ind.
- Du skal ikke først holde op med at drikke eller tage stoffer.
- Boligen er din, også hvis du siger nej til støtten.

# Det sker der nu
{koordinator} taler med dig om, hvordan du gerne vil bo.

{næste_skridt}

Ring på {telefon}, hvis du vil vide mere.

# Du bestemmer
Du må gerne sige nej, og du må gerne ombestemme dig. Siger du nej nu, spørger vi dig igen.""",
    ),
    LetterKind.CHECKLIST: (
        "Huskeliste: {om}",
        """Kære {navn}

Her er det, vi har aftalt.

Du flytter ind {indflytning}.

# Det skal ske
- {punkter}

# Det sker der nu
{næste_skridt}

Ring på {telefon}, hvis noget ikke passer, eller du vil have hjælp.""",
    ),
    LetterKind.HEARING: (
        "Hvad siger du? Vi skal afgøre: {om}",
        """Kære {navn}

Vi er ved at tage stilling til {om}. Før vi gør det, vil vi gerne høre dig.

# Det har vi fået at vide
{oplysninger}

# Det sker der nu
Du kan svare til og med {svar_senest}. Du må gerne sige det til os, og vi skriver det gerne ned for dig.

Hører vi ikke fra dig inden da, afgør vi sagen på det, vi ved nu.

{næste_skridt}

Ring på {telefon}, hvis du vil tale om det, eller hvis du har brug for mere tid.""",
    ),
    LetterKind.PAPER: (
        "Din plan",
        """# Det har vi aftalt
- {aftalt}

# Det næste, der sker
{næste_skridt}

# Hvis tur er det?
- {tur}

Ring på {telefon}, hvis noget ikke passer, eller du vil have det læst højt.""",
    ),
    LetterKind.PLAN: (
        "{plan}",
        """# Det vil du gerne
- {mål}

# Det er vi enige om
- {aftaler}

Aftalt {aftalt}. {sammen}.

Underskrift: ____________________
Ring på {telefon}, hvis du vil have det læst højt.""",
    ),
    LetterKind.PAYMENT_PLAN: (
        "Afdragsordning med {udlejer}",
        """{navn} og {udlejer} har aftalt, hvordan gælden på {gæld} bliver betalt. Gælden er gjort op {opgjort}.

# Det skal betales
- {afdrag}

{husleje}.

# Hvis et afdrag ikke bliver betalt
{hvis_ikke}

# Aftalen
Aftalt {aftalt}. Ja fra {enige}.

Bliver det svært at betale? Ring på {telefon} før dagen, så finder vi en løsning.
Ring også, hvis du vil have det læst højt.""",
    ),
    LetterKind.SIGNAL: (
        "Besked om det, andre har fortalt os",
        """Kære {navn}

Andre har fortalt os noget om dig. Det har du ret til at vide. Du skal ikke gøre noget, og du mister ikke noget ved det.

# Det har vi fået
- {fået}

# Det bruger vi oplysningerne til
- {formål}

# Det sker der nu
{næste_skridt}

Ring på {telefon}, hvis noget er forkert, eller hvis du vil tale om det.

# Derfor må vi få det
- {grund}

# Så længe gemmer vi det
- {gemmes}

Kun de, der arbejder med din sag, ser det.

# Vil du ikke have, at vi bruger det?
{indsigelse}

Du kan også få at se, hvad der står om dig, og få rettet det, der er forkert. Du kan klage til Datatilsynet, \
datatilsynet.dk.

{kommune} har ansvaret for dine oplysninger. Spørg vores databeskyttelsesrådgiver: {rådgiver}.""",
    ),
    LetterKind.FREE: (
        "{om}",
        """Kære {navn}

{tekst}

# Det sker der nu
{næste_skridt}

Ring på {telefon}, hvis du har spørgsmål.""",
    ),
}
