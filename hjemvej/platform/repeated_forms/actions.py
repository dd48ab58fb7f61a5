"""What do we change? A form is taken, answered, given back, and forgotten after some days."""

import datetime

from .models import TakenForm

FORMS_REMEMBERED = datetime.timedelta(days=3)


def take_form(*, mark: str, at: datetime.datetime) -> TakenForm:
    """Take a form for the first time, or see its answer; while another is taking it, this waits for them."""
    taken, _is_new = TakenForm.objects.get_or_create(mark=mark, defaults={"taken_at": at})
    return taken


def has_answer(*, mark: str) -> bool:
    return TakenForm.objects.filter(mark=mark).exclude(answer="").exists()


def answer_form(*, taken: TakenForm, answer: str, at: datetime.datetime) -> None:
    """It was written: whoever sends it again is answered the same."""
    taken.answer, taken.taken_at = answer, at
    taken.save(update_fields=["answer", "taken_at"])


def give_form_back(*, taken: TakenForm) -> None:
    """Nothing was written, as when a field was missing: it may be sent again."""
    taken.delete()


def forget_taken_forms(*, at: datetime.datetime) -> None:
    """Nobody sends a form again after some days."""
    TakenForm.objects.filter(taken_at__lt=at - FORMS_REMEMBERED).delete()
