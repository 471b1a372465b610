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
pay-by =
    { $by ->
        [stripe] Pay { $amount } by card
        [adyen] Pay { $amount } by card
        [ton] Go on with { $amount }
        [usdt] Go on with { $amount }
       *[other] Pay { $amount } by invoice
    }
nothing-charged-yet =
    { $by ->
        [stripe] Nothing is charged until you pay on the next page.
        [adyen] Nothing is charged until you pay on the next page.
        [ton] Nothing is sent until you approve it in your wallet.
        [usdt] Nothing is sent until you approve it in your wallet.
       *[other] Nothing is charged until you pay the invoice.
    }
deposits-closed = Deposits are closed at the moment. Your cash is safe.

# Why not, and the way on.
refused-below = The least you can deposit is { $least }.
refused-above = The most you can deposit at once is { $most }.
refused-no-rate = Nobody can tell us a sure rate for this currency at the moment. Choose another one, or try again in a few minutes.
fee-at-least = at least { $amount }
fee-at-most = at most { $amount }
rate = Rate
receipt-differs = The invoice was for { $asked }. We credited what came.
rate-of-arrival = The rate is that of the minute in which your payment came.
refused-too-many =
    { $count ->
        [one] You have { $count } open invoice. Pay it, or wait until it runs out.
       *[other] You have { $count } open invoices. Pay one, or wait until they run out.
    }
refused-offline = You are offline. Nothing was asked for; try again when you are back.
refused-unavailable = That did not reach us. Try again: nothing is done twice.
no-telegram-title = Deposits need your Telegram
refused-no-telegram = Only this browser opens your account, and money in it would be lost with the browser. Link your Telegram first.
account-closed-title = This account is closed
refused-account-closed = It was linked with another one, which goes on. Sign in again.
refused-rail-paused = This way to pay is paused at the moment. Your cash is safe; try again later, or choose another way.
join-with-telegram = Link Telegram

preparing-title =
    { $by ->
        [stripe] Opening the card page
        [adyen] Opening the card page
       *[other] Making your invoice
    }
preparing-text = A moment. Nothing is charged yet.
open-title =
    { $by ->
        [stripe] { $amount } by card
        [adyen] { $amount } by card
       *[other] { $amount } by invoice
    }
open-text =
    { $by ->
        [stripe] Open until { $time }. You pay on the page of the card company.
        [adyen] Open until { $time }. You pay on the page of the card company.
       *[other] Open until { $time }. It opens in Telegram.
    }
pay-now = Pay { $amount }
pay-again = Pay { $amount } again
pay-in-telegram = Pay in Telegram
pay-on-page = Go to the card page
declined-title = The card was declined
declined-text = Nothing was charged. Try again, or use another card.
expired-title =
    { $by ->
        [stripe] The time to pay ran out
        [adyen] The time to pay ran out
       *[other] The invoice ran out
    }
expired-text = It was open until { $time }. Nothing was charged.
closed-title = Our staff closed the invoice
closed-text = They closed it at { $time }. Nothing was charged.
deposit-again = Deposit again

verifying-title = Checking your payment
verifying-text =
    { $by ->
        [stripe] The card page says it went through. We add { $amount } as soon as the card company confirms it to us, usually within 30 seconds.
        [adyen] The card page says it went through. We add { $amount } as soon as the card company confirms it to us, usually within 30 seconds.
       *[other] Telegram says it went through. We add { $amount } as soon as the provider confirms it to us, usually within 30 seconds.
    }
verifying-safe =
    { $by ->
        [stripe] You can close this. Do not pay again: order { $code } is safe.
        [adyen] You can close this. Do not pay again: order { $code } is safe.
       *[other] You can close this. The bot writes to you when it is done. Do not pay again: order { $code } is safe.
    }
step-paid =
    { $by ->
        [stripe] Card page finished
        [adyen] Card page finished
       *[other] Invoice paid
    }
step-provider = Waiting for the provider
step-credited =
    { $by ->
        [stars] { $amount } yours to play with
       *[other] { $amount } in your cash
    }

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
owed-is-back = It was sent back.
owed-paid-twice = Paid twice. The second payment goes back to where it came from:
owed-amount-differs = What was paid differs from the invoice. It goes back to where it came from:
owed-paid-by-another = Somebody else paid this invoice. The money goes back to them:
owed-wrong-currency = Paid in another currency than was asked for. It goes back to where it came from:
owed-below-minimum = Less than the least we can credit. It goes back to where it came from:
owed-over-limit = More than your own limit leaves. It goes back to where it came from:
owed-excluded = You take a pause from play. It goes back to where it came from:
owed-kyc-refused = We could not verify you, so nothing is paid in. It goes back to where it came from:
taken-back-open = Disputed by the holder of the card. Out of your cash until their bank decides:
taken-back-won = Disputed, and decided for you:
taken-back-lost = Disputed, and given back to the holder of the card:
taken-back-refunded = Sent back to the card:
taken-back-failed = Sent back to the card, but its bank did not take it:

# The year on paper.
statement = Yearly statement
statement-text = Every movement of a year, with the balance before and after.
statement-year = Year
statement-csv = Spreadsheet
statement-page = Printable page
statement-failed = The statement could not be written. Try again.
done = Done
card-return-title = Your payment page is closed
card-return-text = Go back to where you opened it: Cage shows there what became of your payment. You can close this page.
card-return-in = Or sign in here
show-older = Show older

# Who they are, their own limits, and pauses.
refused-over-limit =
    { $window ->
        [day] Your own limit leaves { $left } for today.
        [week] Your own limit leaves { $left } for this week.
       *[month] Your own limit leaves { $left } for this month.
    }
see-limits = See your limits
kyc-refused-title = We cannot verify you
refused-kyc-refused = So nothing can be paid in. Your money is yours: you can withdraw all of it.
excluded-title = You are taking a pause
refused-excluded =
    { $until ->
        [never] Your account is closed to play, and to deposits. Your money can leave at any time.
       *[other] Deposits open again on { $until }. Your money can leave at any time.
    }
verification-needed-title = First, confirm who you are
refused-verification-needed = The law asks us to know who pays in that much. It is asked once; less than that you can deposit meanwhile.
pay-instead-no-telegram = Link Telegram
pay-instead-account-closed = Sign in again
pay-instead-excluded = Withdraw
pay-instead-kyc-refused = Withdraw
pay-instead-verification-needed = Confirm who you are
