"""What was written behind a signature: further signatures and validation data, or something that signing does not allow.

pyHanko compares the revisions object by object. Its own verdict is softer than ours in one point: it lets the document information and XMP
metadata change behind the last signature, as signing programs do when they add validation data. Here that is allowed only where validation
data was indeed added and no more than the program's name and the time of the change differ.
"""

from collections.abc import Iterable
from typing import Final

from pyhanko.pdf_utils.reader import HistoricalResolver
from pyhanko.sign.diff_analysis import (
    DEFAULT_DIFF_POLICY,
    CatalogModificationRule,
    DiffPolicy,
    DiffResult,
    DocInfoRule,
    DSSCompareRule,
    FormUpdatingRule,
    GenericFieldModificationRule,
    ModificationLevel,
    ObjectStreamRule,
    ReferenceUpdate,
    SigFieldCreationRule,
    SigFieldModificationRule,
    StandardDiffPolicy,
    WhitelistRule,
    XrefStreamRule,
)
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation import SignatureCoverageLevel
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from sbparse.signing.model import Later

_BY_PROGRAMS: Final = frozenset({"/ModDate", "/Producer"})
_BLANK: Final = b" \t\r\n\f\0"


class _InfoBesideValidationData(WhitelistRule):  # type: ignore[misc]
    """The document information may change where validation data was added, in what programs write of themselves."""

    def apply(self, old: HistoricalResolver, new: HistoricalResolver) -> Iterable[ReferenceUpdate]:
        if "/DSS" not in new.root or ("/DSS" in old.root and old.root["/DSS"] == new.root["/DSS"]):
            return
        if _stated(old) == _stated(new):
            yield from DocInfoRule().apply(old, new)


def _stated(revision: HistoricalResolver) -> dict[str, str]:
    """What the document information says but for what programs write of themselves."""
    reference = revision.trailer_view.get_value_as_reference("/Info", optional=True)
    information = revision.get_object(reference) if reference else {}
    return {str(name): str(information[name]) for name in information if name not in _BY_PROGRAMS}


_STRICT: Final[DiffPolicy] = StandardDiffPolicy(
    global_rules=[
        CatalogModificationRule(),
        _InfoBesideValidationData().as_qualified(ModificationLevel.LTA_UPDATES),
        XrefStreamRule().as_qualified(ModificationLevel.LTA_UPDATES),
        ObjectStreamRule().as_qualified(ModificationLevel.LTA_UPDATES),
        DSSCompareRule().as_qualified(ModificationLevel.LTA_UPDATES),
    ],
    form_rule=FormUpdatingRule(field_rules=[SigFieldCreationRule(), SigFieldModificationRule(), GenericFieldModificationRule()]),
)
"""pyHanko's own policy without its rules for document information and metadata."""


def later_than(signature: EmbeddedPdfSignature) -> Later:
    """What stands behind a signature that another one follows; what that one covers of metadata is its signer's affair."""
    coverage = signature.evaluate_signature_coverage()
    if coverage is SignatureCoverageLevel.ENTIRE_FILE:
        return Later.NOTHING
    if coverage is not SignatureCoverageLevel.ENTIRE_REVISION:
        return Later.EDITED
    return Later.ALLOWED if _allowed(signature, DEFAULT_DIFF_POLICY) else Later.EDITED


def last_later(signature: EmbeddedPdfSignature, data: bytes) -> Later:
    """What stands behind the last signature, which nobody vouches for."""
    coverage = signature.evaluate_signature_coverage()
    end = int(signature.byte_range[2]) + int(signature.byte_range[3])
    if coverage is SignatureCoverageLevel.ENTIRE_FILE or not data[end:].strip(_BLANK):
        return Later.NOTHING if coverage >= SignatureCoverageLevel.ENTIRE_REVISION else Later.EDITED
    newest = signature.signed_revision == signature.reader.xrefs.total_revisions - 1
    if coverage is not SignatureCoverageLevel.ENTIRE_REVISION or newest or not data.rstrip(_BLANK).endswith(b"%%EOF"):
        return Later.EDITED
    if _allowed(signature, _STRICT):
        return Later.ALLOWED
    return Later.METADATA if _allowed(signature, DEFAULT_DIFF_POLICY, metadata=True) else Later.EDITED


def _allowed(signature: EmbeddedPdfSignature, policy: DiffPolicy, *, metadata: bool = False) -> bool:
    """Whether a policy lets pass what followed, no field but those of signatures among it."""
    if not signature.reader.strict:  # pdfium mends a broken file in its own way, and may read what pyHanko does not see
        return False
    signature.coverage = signature.evaluate_signature_coverage()
    result = signature.evaluate_modifications(policy)
    if not isinstance(result, DiffResult):
        return False
    level = result.modification_level
    if metadata:
        return bool(level <= ModificationLevel.LTA_UPDATES)
    permitted = signature.docmdp_level
    if level > ModificationLevel.FORM_FILLING or (permitted is not None and level.value > permitted.value):
        return False
    return set(result.changed_form_fields) <= {name for name, _, _ in enumerate_sig_fields(signature.reader)}
