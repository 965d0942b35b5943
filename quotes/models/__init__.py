from quotes.models.changes import AnchorChange, Recheck, VerifyRun
from quotes.models.checks import SavedCheck
from quotes.models.choices import (
    LOCATED,
    WITH_PASSAGE,
    AnchorStatus,
    MembershipReason,
    MembershipState,
    QuoteKind,
    Standing,
)
from quotes.models.featured import FeaturedQuote
from quotes.models.handins import (
    HandIn,
    HandInAct,
    HandInNote,
    HandInState,
    Notice,
)
from quotes.models.history import Change, Operation
from quotes.models.jobs import JobRun
from quotes.models.listings import (
    FacetCode,
    ListEntry,
    Listing,
    SayingPrint,
    Tally,
)
from quotes.models.merges import Merge, MergeAct
from quotes.models.quotes import Attribution, Quote
from quotes.models.reports import Report
from quotes.models.saying_decisions import SayingAct, SayingDecision
from quotes.models.sayings import NotSame, Saying, SayingKeys, SayingMember
from quotes.models.schedules import Schedule, ScheduleState
from quotes.models.site_pages import SitePage, SitePageName
from quotes.models.speakers import Alias, Speaker, SpeakerKind, Topic
from quotes.models.staff import MailChoice, MailWish, StaffByGroup
from quotes.models.suggestions import Decision, NonQuoteKind, Review, Suggestion
from quotes.models.words import Word
