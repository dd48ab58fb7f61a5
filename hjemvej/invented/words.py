"""What do the invented people and their caseworkers say? Short sentences, put together by chance."""

CONTACTS = (
    "Mødtes på værestedet. Talte om post og om at få ordnet et sundhedskort.",
    "Gåtur i parken. Det går bedre med søvnen.",
    "Telefonsamtale. Vil gerne se en lejlighed, hvis der kommer en.",
    "Mødtes ved kaffevognen. Har fået nye sko. Næste aftale er lavet.",
    "Besøg. Vi læste brevet fra boligselskabet sammen.",
    "Fulgtes ad til lægen. Ny tid om fjorten dage.",
    "Talte om økonomi og om, hvad en husleje må koste.",
    "Var glad for at komme med i haveholdet. Vil gerne igen.",
    "Kort snak. Havde ikke lyst til mere i dag, og det er i orden.",
    "Ringede til banken sammen. Kontoen virker igen.",
)
ATTEMPTS = (
    "Forsøgte at ringe to gange. Telefonen er slukket.",
    "Var ved stationen uden at træffe borgeren. Lagde besked på værestedet.",
)
OWN_WORDS = (
    "Jeg vil bare have en dør, jeg selv kan låse.",
    "Det vigtigste er, at hunden kan komme med.",
    "Jeg sover bedst, når jeg ved, hvor jeg skal være i morgen.",
    "Jeg kan godt lide at lave noget med hænderne.",
    "Jeg vil have min datter på besøg i weekenden.",
    "Ikke mere end ét spørgsmål ad gangen, tak.",
)
CALLS = (
    "Ringer, fordi personen sover i opgangen og fryser om natten.",
    "Har mistet sit værelse og ved ikke, hvor der er plads i nat.",
    "Har boet på sofaen hos en ven, men kan ikke blive der længere.",
    "Boligselskabet har skrevet om udsættelse. Der er gæld på to måneders husleje.",
    "Udskrives snart og har ikke noget hjem at komme til.",
    "Vil gerne vide, hvilken hjælp der er at få.",
    "Har set den samme person ligge ude tre nætter i træk.",
)
TASKS = (
    "Følg med til visning af lejlighed",
    "Ring til boligselskabet om opskrivning",
    "Hjælp med ansøgning om indskudslån",
    "Aftal tid hos lægen",
    "Lav handleplan sammen med borgeren (SEL § 142)",
    "Undersøg fritagelse for Digital Post",
)
STEPS = {
    "waiting": ("Boligselskabet svarer på opskrivningen", "Ydelsescentret svarer på ansøgningen", "Svar fra lægen"),
    "paused": ("Tag fat igen efter ferien hos søsteren", "Tag fat igen, når behandlingen er slut"),
    "refused": ("Spørg igen, om vi må hjælpe", "Kig forbi og sig hej"),
    "unreachable": ("Spørg i varmestuen og hos gadesygeplejersken", "Led ved stationen om morgenen"),
}
UNSAFE = (
    "Sov i en opgang. Mødt af gadeteamet om morgenen.",
    "Ville ikke ind på natcaféen, gik rundt hele natten.",
    "Der var ingen plads, der passede. Sov i telt.",
    "Sov i parkeringskælderen.",
)
UNUSABLE = (
    "Ekskæresten har nøgle og møder op om natten.",
    "Tør ikke gå forbi naboerne, der sælger i opgangen.",
)
DECLINED = (
    "For mange mennesker på én sal.",
    "Hunden må ikke komme med.",
    "For tæt på de gamle venner.",
)
NOT_TOLD = "Den voldelige ekskæreste læser borgerens post. Vi siger det, når vi mødes."
NOTICE_NOT_NEEDED = "Skolen har underrettet i går. Jeg har talt med familieafdelingen."
ANSWER = "Vi har afsluttet din henvendelse."
