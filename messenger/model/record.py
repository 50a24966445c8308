"""What is kept beside the changes, for one member alone."""

from messenger.model.draft import DraftText, Preference
from messenger.model.receipt import MarkedUnread, Receipt, ThreadReceipt

Record = Receipt | MarkedUnread | ThreadReceipt | DraftText | Preference
