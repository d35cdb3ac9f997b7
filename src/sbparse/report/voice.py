"""How a report speaks: in which language, and what it keeps to itself. Every text of a workbook or a terminal page goes through a voice."""

from dataclasses import dataclass
from typing import Self

from sbparse.history.model import Claim
from sbparse.messages import Lang, Message, render
from sbparse.record.model import Extraction, RightsRecord
from sbparse.report.clean import clean
from sbparse.report.masking import Mask, hide_nothing, mask_for
from sbparse.review.model import Review


@dataclass(frozen=True, slots=True)
class Voice:
    """A language and a mask.

    Attributes:
        lang: the language of everything that is the report's own; names and quotations stay as they are.
        mask: hides ID numbers and 校验码 in a text.
    """

    lang: Lang = "zh"
    mask: Mask = hide_nothing

    @classmethod
    def of_review(cls, review: Review, lang: Lang, *, show_ids: bool) -> Self:
        """The voice for a review: its persons' numbers are hidden unless ``show_ids``."""
        return cls._of([source.record for source in review.sources], review.history.claim, lang, show_ids)

    @classmethod
    def of_extractions(cls, extractions: tuple[Extraction, ...], lang: Lang, *, show_ids: bool) -> Self:
        """The voice for records alone."""
        return cls._of([record for extraction in extractions for record in extraction.records], None, lang, show_ids)

    @classmethod
    def _of(cls, records: list[RightsRecord], claim: Claim | None, lang: Lang, show_ids: bool) -> Self:
        return cls(lang) if show_ids else cls(lang, mask_for(records, claim))

    @property
    def hides(self) -> bool:
        """Whether anything would be hidden."""
        return self.mask is not hide_nothing

    def say(self, key: str, /, **params: object) -> str:
        """The catalogue's sentence ``report.<key>``."""
        return self.tell(Message(f"report.{key}", params))

    def tell(self, text: Message) -> str:
        """Any sentence of the catalogue."""
        return self.quote(render(text, self.lang))

    def quote(self, text: str) -> str:
        """A text from a file, fit to be shown."""
        return self.mask(clean(text))
