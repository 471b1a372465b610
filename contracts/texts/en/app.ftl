# What the first screen says, and whatever may stand on any. What comes later is in files of its own: a first load is small.

# The tabs at the foot of a phone's screen: one short word each.
tab-home = Home
tab-rewards = Rewards
tab-history = History
tab-settings = Settings
main-menu = Main menu

home = Home
history = History
limits = Limits
settings = Settings
close = Close
retry = Try again
loading = Loading

# The money itself, never a total: cash and bonus are kept apart.
cash = Cash
stars = Stars
stars-text = To play with, never cash.
your-money = Your money
deposit = Deposit
withdraw = Withdraw
recent = Last payments
show-all = Show all
nothing-yet = Nothing yet. Your first deposit will be here.
today = Today
yesterday = Yesterday

waits-title = { $amount } waits for your payment
waits-until = Pay until { $time }, or let it run out.
going-out = { $amount } goes out
confirm-until = Confirm it with the code until { $time }

# A payment in a list.
rail-telegram-invoice = Telegram invoice
rail-stars = Telegram Stars
rail-stripe = Card
rail-adyen = Card or bank page
rail-ton = TON
rail-usdt = USDT
status-opening = being made
status-awaiting-payment = waits for you
status-expired = ran out, not charged
status-credited = in your cash
status-credited-stars = yours to play with
status-owed = kept apart for you
payout-awaiting-code = waits for your code
payout-confirmed = confirmed
payout-awaiting-approval = our staff look at it
payout-sending = on its way
payout-paid = paid out
payout-paid-in-part = paid out in part
payout-refused = not paid, back in your cash
payout-rate-moved = not sent, back in your cash
payout-declined = declined, back in your cash
payout-expired = not confirmed, back in your cash
payout-cancelled = taken back
withdrawal-to = To { $where }
to-card = your card

offline = You are offline. What you see may have changed since.
reconnecting = Connecting again. Your money is safe.
update-ready = There is a newer version.
update-now = Use it now
failed-offline = You are offline. This is read again when you are back.
failed-unavailable = This could not be read. Your money is safe.
