# What players read where money goes out: how much, what stands in the way, the way it takes, and its receipt.

withdrawal = Withdrawal
withdraw-limits = From { $least } to { $most } now
withdraw-all = All
withdraw-to = Send it to
way-out-stripe = The card you paid with
withdraw-fee-none = No fee
withdraw-fee = Fee { $fee }, on top
you-receive = You receive
leaves-cash = Leaves your cash
withdraw-sum = Withdraw { $amount }
withdraw-otherwise = Withdraw another way
nothing-leaves-yet = Nothing leaves before you confirm it with a code from your chat.

# The code, and what waits for it.
set-aside = Set aside for you
set-aside-text = It cannot be staked, and nobody will ask you to take it back.
confirm-with-code = Confirm with the code
code-resent = A new code is in your chat; the earlier one is void.
confirm-sum = Confirm { $amount }
not-confirmed-is-back = Not confirmed in time, all of it is back in your cash.
take-back = Do not withdraw
progress = Where it is
details = What it costs
goes-to = To
withdrawal-unknown = There is no such withdrawal
withdrawal-unknown-text = Nothing of yours has this address. Your withdrawals are in the history.

# Its way.
step-out-requested = Requested
step-out-code = Confirmed with the code
step-out-approval = Approved by our staff
step-out-sending = Sent
step-out-paid = Paid out
step-out-paid-in-part = Paid out in part
step-out-refused = Not paid
step-out-rate-moved = Not sent: the rate moved
step-out-declined = Declined by our staff
step-out-expired = Not confirmed in time
step-out-cancelled = Taken back
# What it is at.
step-now-code = Waits for your code
step-now-approval = Our staff look at it
step-now-sending = On its way
approvals = { $given } of { $needed } people have approved
meanwhile-awaiting-code = The code is in your chat.
meanwhile-confirmed = We hand it over for payment. You need not do anything.
meanwhile-awaiting-approval = Different people of our staff look at it before it goes. You need not do anything: you read here and in the chat what they decide.
meanwhile-sending = The payment company has it. As soon as they say that it is paid, you read it here and in the chat. You need not do anything.
ended-paid-in-part = The rest could not be paid and is back in your cash. The fee was lowered to match.
came-back = { $amount } of it came back: the bank did not take it. It is in your cash again, its fee too.
ended-refused =
    { $because ->
        [recipient-refuses] The address did not take it and sent it back. All of it is back in your cash, the fee too. Choose another address: this one would do it again.
        [recipient-frozen] The address is frozen on the network, so nothing was sent. All of it is back in your cash, the fee too. Choose another address.
        [ours] It failed on our side; the address had no part in it. All of it is back in your cash, the fee too. Try again later, or write to our support and quote the number.
       *[unknown] The payment company did not take it. All of it is back in your cash, the fee too.
    }
ended-rate-moved = The rate moved, so less would have arrived than you were shown. Nothing was sent, and all of it is back in your cash, the fee too.
ended-declined = Our staff declined it. All of it is back in your cash, the fee too. Ask our support why, and quote the number.
ended-expired = It was not confirmed. Nothing left, and all of it is back in your cash.
ended-cancelled = You took it back. Nothing left, and all of it is in your cash.

# Its receipt.
you-asked-for = You asked for
you-received = You received
left-cash = Left your cash
its-way = The way it took
receipt-line = Receipt { $code }: { $amount }, { $state }. { $day }, { $time }.
receipt-share = Share this receipt
receipt-copy = Copy this receipt
history-filter = What is shown
history-all = All
history-deposit = In
history-withdrawal = Out
nothing-out-yet = Nothing was withdrawn yet.

# Why not, all of it at once, and what to do.
why-not = Why can’t I withdraw?
why-not-text = This stands in the way now. Your cash is safe.
why-not-nothing = Nothing stands in the way.
why-not-others = Why can’t I use the other ways?
why-not-never = A time-out or self-exclusion never stops a withdrawal.
blocked-no-way-out-title = No way to pay out yet
blocked-no-way-out = Nothing pays this out here yet. You need not do anything.
blocked-rail-paused-title = Paused
blocked-rail-paused = This way out is paused at the moment. Try again later.
blocked-no-rate-title = No sure rate now
blocked-no-rate = Nobody can tell us a sure rate for what would arrive. Try again in a few minutes.
blocked-no-telegram-title = No Telegram for the code
blocked-no-telegram = Each withdrawal is confirmed with a code in Telegram. Link your Telegram account first.
blocked-open-dispute-title = A payment is disputed
blocked-open-dispute = The holder of a card asked their bank to take back a payment of yours. Withdrawals wait until the bank has decided; the receipt of that payment shows it.
blocked-verification-missing-title = We must know who you are
blocked-verification-missing = Confirm who you are: what is needed is asked at once, and a person answers within a day.
blocked-bonus-locked-title = Your bonus keeps your cash
blocked-bonus-locked = { $left } must still be wagered. Or give the bonus up: then all of your cash can leave.
blocked-unconfirmed-withdrawal-title = Another one waits for its code
blocked-unconfirmed-withdrawal = Confirm that withdrawal, or take it back.
blocked-too-many-under-way-title = Several are under way
blocked-too-many-under-way =
    { $count ->
        [one] { $count } withdrawal of yours is under way. Wait until it has arrived.
       *[other] { $count } withdrawals of yours are under way. Wait until one has arrived.
    }
blocked-below-minimum-title = Less than the least
blocked-below-minimum = The least you can withdraw is { $least }.
blocked-above-maximum-title = More than the most
blocked-above-maximum = The most you can withdraw at once is { $most }.
blocked-not-coverable-title = Money goes back the way it came
blocked-not-coverable = To the card you paid with { $most } can go back at most.
blocked-owes-title = A payment went back
blocked-owes = A payment that was credited went back to its payer. { $debt } of it is still open, and is kept from what can leave.
blocked-insufficient-funds-title = Not enough cash
blocked-insufficient-funds =
    { $fee ->
        [none] You have { $available }.
       *[other] You have { $available }, and the fee of { $fee } comes on top of the amount.
    }
in-order-no-telegram = Telegram is linked for the code
in-order-open-dispute = No payment is disputed
in-order-verification-missing = No further proof of who you are is asked
in-order-bonus-locked = No bonus keeps your cash
in-order-unconfirmed-withdrawal = No other withdrawal waits for its code
do-link-telegram = Link Telegram
do-confirm-who = Confirm who you are
do-see-it = Go to it
do-see-them = See them
why-blocked = Something stands in the way, so nothing was set aside.
why-rail-short = This cannot be paid out at this moment. Your cash is safe; try again later.
why-account-closed = This account was linked with another one. Sign in again.
why-unknown-withdrawal = There is no such withdrawal.
why-not-to-cancel = What is confirmed is not taken back here.
why-too-late = It is on its way, or over.

# Where money is sent to.
way-out-adyen = Card or bank account
destinations = Your bank accounts
destination-add = Add a bank account
destination-iban = Bank account
destination-card-token = Card
destination-unconfirmed = waits for its code
destination-new = New: until { $time } two of our staff look at what goes there
destination-most =
    { $count ->
        [one] { $count } is saved, and no more can be. Remove it first.
       *[other] { $count } are saved, and no more can be. Remove one first.
    }
destination-remove = Remove { $label }
destination-remove-text = Nothing is sent there any more. You can add it again, with a new code.
destination-remove-now = Remove it
destination-keep = Keep it
destination-save = Save and send me a code
destination-confirm = Confirm the account
destination-code-sent = The bot sent six digits to your chat, for { $label }. They are good for ten minutes.
destination-new-text = For a day, two of our staff look at every withdrawal to a new account: a thief’s first step is a new one.
destination-why-code = You confirm it with a code from your chat. After that it is shown masked, to you too.
choose-destination = Choose where it goes
goes-back-first = Up to { $amount } goes back the way it came, and needs no account.
back-to-amount = Back to the amount
iban = IBAN
iban-hint = Such as DE89 3704 0044 0532 0130 00
iban-shape = That is no IBAN. It begins with two letters and two digits, such as DE89.
holder = Name of the account holder
holder-hint = As the bank has it. The account must be yours.
holder-missing = Type the name as the bank has it.
why-iban-invalid = This is no IBAN: a digit is wrong, missing, or one too many. Compare it with your bank’s.
why-already-saved = This account is saved and confirmed already.
why-too-many-destinations = So many are saved that one must be removed first.
why-rail-off = Nothing here pays there at the moment. Try again later.
why-unknown-destination = This account is not saved any more.
why-in-use = A withdrawal to it is under way. Remove it when that has arrived.
blocked-goes-back-first-title = Money goes back the way it came first
blocked-goes-back-first =
    { $rail ->
        [stripe] { $left } must go back to the card you paid with first. By this way { $most } can go at most.
       *[other] { $left } must go back the way it came first. By this way { $most } can go at most.
    }
blocked-destination-missing-title = No account to send it to
blocked-destination-missing =
    { $most ->
        [none] It needs a bank account of yours.
       *[other] Up to { $most } goes back the way it came. What is more needs a bank account of yours.
    }
blocked-destination-unconfirmed-title = The account is not confirmed
blocked-destination-unconfirmed = Confirm it with the code from your chat first, or choose another place.

# What it is paid in.
pay-in = Pay in

# Stars, where cash has its words in another file.
added-to-stars = Added to your Stars
stars-before = Stars before
stars-after = Stars after

# Taking cash out gives an active bonus up: said before anything is set aside, the safe choice first.
gives-up-head = Taking cash out gives up your bonus
gives-up-see = See what it costs
ends-offers =
    { $count ->
        [one] An offer that came with your deposit ends as soon as you ask for a withdrawal.
       *[other] { $count } offers that came with your deposit end as soon as you ask for a withdrawal.
    }
ends-offers-see = See your offers
give-up-head = This gives up your bonus
give-up-bonus = { $bonus } of bonus is lost.
give-up-spins =
    { $count ->
        [one] { $count } free spin is lost.
       *[other] { $count } free spins are lost.
    }
give-up-rounds =
    { $count ->
        [one] A round is open: what it wins of the bonus is lost, too.
       *[other] { $count } rounds are open: what they win of the bonus is lost, too.
    }
give-up-keeps = Your cash of { $cash } stays yours.
give-up-at-once = The bonus ends at once, also if you do not confirm the withdrawal.
give-up-keep = Keep the bonus
give-up-do = Give it up and withdraw { $amount }
why-bonus-would-be-lost = This would give up your bonus, so nothing was set aside. Begin a new withdrawal to see what it costs.
do-see-bonus = Go to the bonus
