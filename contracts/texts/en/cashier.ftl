# What players read where they pay in, and of where it went.

amount-in = Amount in { $unit }
amounts = Amounts
amount-limits = From { $least } to { $most } at once
amount-unclear = Type one amount, such as 25 or 25.50.
choose-amount = Choose an amount
pay-with = Pay with
fee = Fee
fee-none = At once, no fee
fee-of = At once, fee { $fee }
added-to-cash = Added to your cash
pay-by-invoice = Pay { $amount } by invoice
nothing-charged-yet = Nothing is charged until you pay the invoice.
deposits-closed = Deposits are closed at the moment. Your cash is safe.

# Why not, and the way on.
refused-below = The least you can deposit is { $least }.
refused-above = The most you can deposit at once is { $most }.
refused-too-many =
    { $count ->
        [one] You have { $count } open invoice. Pay it, or wait until it runs out.
       *[other] You have { $count } open invoices. Pay one, or wait until they run out.
    }
refused-offline = You are offline. Nothing was asked for; try again when you are back.
refused-unavailable = That did not reach us. Try again: nothing is done twice.
no-telegram-title = An invoice needs your Telegram
refused-no-telegram = Invoices are paid in Telegram. Link yours first.
account-closed-title = This account is closed
refused-account-closed = It was linked with another one, which goes on. Sign in again.
join-with-telegram = Link Telegram
sign-in-again = Sign in again

preparing-title = Making your invoice
preparing-text = A moment. Nothing is charged yet.
open-title = { $amount } by invoice
open-text = Open until { $time }. It opens in Telegram.
pay-now = Pay { $amount }
pay-again = Pay { $amount } again
pay-in-telegram = Pay in Telegram
declined-title = The card was declined
declined-text = Nothing was charged. Try again, or use another card.
expired-title = The invoice ran out
expired-text = It was open until { $time }. Nothing was charged.
closed-title = Our staff closed the invoice
closed-text = They closed it at { $time }. Nothing was charged.
deposit-again = Deposit again

verifying-title = Checking your payment
verifying-text = Telegram says it went through. We add { $amount } as soon as the provider confirms it to us, usually within 30 seconds.
verifying-safe = You can close this. The bot writes to you when it is done. Do not pay again: order { $code } is safe.
step-paid = Invoice paid
step-provider = Waiting for the provider
step-credited = { $amount } in your cash

# Where it went.
receipt = Receipt
deposit-by = Deposit, { $way }
number = Number
state = State
you-paid = You paid
where-it-went = Where it went
cash-before = Cash before
cash-after = Cash after
late-text = Your payment came after the invoice had run out. We credited it all the same.
# Each is followed by the amount.
owed-paid-twice = Paid twice. The second payment is kept apart for you, and our staff will return it:
owed-amount-differs = What was paid differs from the invoice. It is kept apart for you until our staff have looked:
owed-paid-by-another = Somebody else paid this invoice. The money is kept apart until our staff have looked:

# The year on paper.
statement = Yearly statement
statement-text = Every movement of a year, with the balance before and after.
statement-year = Year
statement-csv = Spreadsheet
statement-page = Printable page
statement-failed = The statement could not be written. Try again.
done = Done
show-older = Show older
