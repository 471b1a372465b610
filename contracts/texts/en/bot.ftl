# What players read in chat. Plain, short, exact: the cause, then the way on.

menu-deposit = Deposit
menu-balance = Balance
menu-help = Help
menu-back = Back
menu-home = Menu
menu-app = Open the app
menu-language = Language
menu-settings = Settings

home = <b>Cage</b>
    Cash { $cash }
home-new = <b>Welcome to Cage</b>
    Your cash starts at { $cash }. Deposit to begin.

balance = <b>Your balance</b>
    Cash { $cash }
stars-balance = Stars { $stars }, to play with
open-invoices =
    { $count ->
        [one] { $count } invoice is open: { $pay }, until { $until } UTC.
       *[other] { $count } invoices are open. The newest: { $pay }, until { $until } UTC.
    }

deposit-choose =
    { $by ->
        [stars] <b>Deposit Stars</b>
        [stripe] <b>Deposit by card</b>
        [adyen] <b>Deposit on a bank page</b>
        [ton] <b>Deposit TON</b>
        [usdt] <b>Deposit USDT</b>
        [only] <b>Deposit</b>
       *[other] <b>Deposit by invoice</b>
    }
    { $typed ->
        [here] How much? Choose an amount or type one, from { $least } to { $most }.
       *[elsewhere] How much? Choose an amount, from { $least } to { $most }.
    }
    { $fee ->
        [none] No fee.
       *[other] The fee is { $fee }, taken from the amount.
    }
deposit-unclear = That is not one amount we could take. Type one such as 25 or 25.50.
deposit-by =
    { $asset ->
        [only]
            { $by ->
                [stars] With Telegram Stars instead
                [adyen] By card or bank page instead
                [stripe] By card instead
                [ton] In TON instead
                [usdt] In USDT on TON instead
               *[other] By Telegram invoice instead
            }
       *[other]
            { $by ->
                [adyen] By card or bank page in { $asset }
                [stripe] By card in { $asset }
               *[other] By Telegram invoice in { $asset }
            }
    }
fee-at-least = at least { $amount }
fee-at-most = at most { $amount }
rate-now = The rate now is { $rate }. It holds for { $minutes } minutes once you choose an amount.
rate-fixed = The rate is { $rate }, fixed until then.
refused-no-rate = Nobody can tell us a sure rate for this currency at the moment. Choose another one, or try again in a few minutes.
receipt-rate =
    { $minute ->
        [arrival] Rate: { $rate }, of the minute in which your payment came.
       *[quoted] Rate: { $rate }
    }
receipt-differs =
    { $by ->
        [ton] You asked for { $asked }. We credited what came.
        [usdt] You asked for { $asked }. We credited what came.
       *[other] The invoice was for { $asked }. We credited what came.
    }
deposit-off = <b>Deposit</b>
    Deposits are closed at the moment. Your cash is safe.
deposit-preparing = <b>Deposit { $pay }</b>
    { $by ->
        [stars] Preparing your invoice in Stars…
        [stripe] Preparing the payment page…
        [adyen] Preparing the payment page…
        [ton] Fixing the rate…
        [usdt] Fixing the rate…
       *[other] Preparing your invoice…
    }
deposit-open = <b>Deposit { $pay }</b>
    Goes into your cash: { $credit }. Fee: { $fee }.
    Open until { $until } UTC.
deposit-pay = Pay { $pay }
deposit-expired = <b>Deposit { $pay }</b>
    { $by ->
        [stars] The invoice in Stars ran out at { $until } UTC. Nothing was charged.
        [stripe] The time to pay by card ran out at { $until } UTC. Nothing was charged.
        [adyen] The time to pay by card ran out at { $until } UTC. Nothing was charged.
        [ton] The rate held until { $until } UTC, and nothing came. What comes later is credited at the rate of its minute.
        [usdt] The rate held until { $until } UTC, and nothing came. What comes later is credited at the rate of its minute.
       *[other] The invoice ran out at { $until } UTC. Nothing was charged.
    }
deposit-closed = <b>Deposit { $pay }</b>
    Our staff closed the invoice at { $at } UTC. Nothing was charged.
deposit-receipt = <b>{ $credit } is in your cash</b>
    Paid: { $pay }
    Fee: { $fee }
    Cash now: { $cash }
    Receipt: <code>{ $code }</code>
deposit-receipt-late = <b>{ $credit } is in your cash</b>
    { $by ->
        [ton] It came after the rate had run out.
        [usdt] It came after the rate had run out.
       *[other] Your payment came after the invoice had run out. We credited it all the same.
    }
    Paid: { $pay }
    Fee: { $fee }
    Cash now: { $cash }
    Receipt: <code>{ $code }</code>
deposit-open-stars = <b>Deposit { $pay }</b>
    Goes to your Stars: { $credit }. Fee: { $fee }. Stars are for playing and never become cash.
    Open until { $until } UTC.
deposit-receipt-stars = <b>{ $credit } are yours to play with</b>
    Paid: { $pay }
    Fee: { $fee }
    Stars now: { $cash }
    Receipt: <code>{ $code }</code>
deposit-receipt-late-stars = <b>{ $credit } are yours to play with</b>
    Your payment came after the invoice had run out. We credited it all the same.
    Paid: { $pay }
    Fee: { $fee }
    Stars now: { $cash }
    Receipt: <code>{ $code }</code>
chain-open = <b>Deposit { $pay }</b>
    Send exactly: { $exactly }
    { $credit } comes into your cash. Fee: { $fee }. The rate is { $rate }, held until { $until } UTC; what arrives later gets the rate of its minute.
chain-place = To this address:
    { $address }
    With this memo:
    { $memo }
chain-memo-warning = <b>Without the memo we cannot see it is yours.</b> Your wallet may call it comment or tag. If you forget it, the money is safe, but a person has to find it: up to 2 days.
chain-network =
    { $coin ->
        [USDT] USDT on the TON network only.
       *[other] TON on the TON network only.
    }
chain-copy-memo = Copy the memo
chain-copy-address = Copy the address
chain-copy-amount = Copy the amount
chain-open-app = Connect a wallet
chain-any-amount = Any amount, sent by hand
chain-explorer = Look on the explorer
chain-transaction = Transaction: { $hash }
chain-sent = <b>{ $pay } is on its way</b>
    Your wallet sent it at { $at } UTC. We look for it on the network; do not send again.
chain-seen = <b>{ $amount } is on the network</b>
    Seen at { $at } UTC. It is in your cash once it is final; do not send again.
chain-blocks = Block { $passed } of { $needed }.
chain-final = <b>{ $amount } is final</b>
    We are putting it into your cash.
chain-vanished = <b>{ $amount } left the network again</b>
    We saw it at { $at } UTC, and it is not there any more. Nothing was credited. It may come back; send again only if your wallet says it failed.
chain-kept = <b>{ $amount } is too little to credit</b>
    It came at { $at } UTC. We keep it for you: write to our staff and name its transaction. /support says how.
chain-address = <b>Send { $coin } by hand</b>
    Also from an exchange, at any time and any amount from { $least }. Less is not credited.
    { $rate ->
        [unknown] It is credited at the rate of the minute in which it arrives.
       *[other] It is credited at the rate of the minute in which it arrives. Now: { $rate }.
    }
chain-qr = The address, { $pay } and your memo, for the camera of a wallet.
chain-qr-open = The address and your memo, for the camera of a wallet.
deposit-given-back = <b>{ $amount } was sent back</b>
    It was paid for receipt <code>{ $code }</code> and not credited. It goes back to where it came from.
deposit-missed = <b>{ $pay } has not come</b>
    A wallet said that it was sent for receipt <code>{ $code }</code>. It has not reached our address, and that order has ended. Does your wallet or an explorer show the transfer as done? Then write to our staff, with its hash. If not, you can deposit again.
chain-claim-over = <b>Your claim was decided</b>
    Of { $amount } that came at { $at } you said that it is yours. It could not be credited to you. If it is yours all the same, write to our staff, with the sender’s receipt.
deposit-again = Deposit again
deposit-owed-paid-twice = <b>You paid twice</b>
    Receipt <code>{ $code }</code> was already paid. The second payment is not in your cash. It goes back to where it came from by itself; we tell you when it is sent.
deposit-owed-amount-differs = <b>The payment differs from the invoice</b>
    Receipt <code>{ $code }</code>: what was paid is not in your cash. It goes back to where it came from by itself; we tell you when it is sent.
deposit-owed-paid-by-another = <b>Somebody else paid this invoice</b>
    Receipt <code>{ $code }</code>: the money is not in your cash. It goes back to whoever paid by itself; we tell you when it is sent.
deposit-owed-wrong-currency = <b>The payment is in another currency</b>
    Receipt <code>{ $code }</code>: what was paid is not in your cash. It goes back to where it came from by itself; we tell you when it is sent.
deposit-owed-below-minimum = <b>The payment is too small</b>
    Receipt <code>{ $code }</code>: it is less than the least we can credit, and is not in your cash. It goes back to where it came from by itself; we tell you when it is sent.
deposit-owed-over-limit = <b>The payment is beyond your limit</b>
    Receipt <code>{ $code }</code>: it is more than your own limit leaves, and is not in your cash. It goes back to where it came from by itself; we tell you when it is sent.
deposit-owed-excluded = <b>You take a pause from play</b>
    Receipt <code>{ $code }</code>: nothing is paid in while you do, so it is not in your cash. It goes back to where it came from by itself; we tell you when it is sent.
deposit-owed-kyc-refused = <b>We cannot verify you</b>
    Receipt <code>{ $code }</code>: so nothing is paid in, and it is not in your cash. It goes back to where it came from by itself; we tell you when it is sent.
taken-back-open = <b>A payment of { $amount } is disputed</b>
    The holder of the card asked their bank to take back what was paid for receipt <code>{ $code }</code>. Until the bank decides it is out of your cash, and withdrawals wait.
    { $debt ->
        [some] You had less than that left: { $owes } is owed to us.
       *[none] { "" }
    }
taken-back-won = <b>The dispute about { $amount } is won</b>
    Receipt <code>{ $code }</code>: the money is yours again, and withdrawals are open.
taken-back-lost = <b>The dispute about { $amount } is lost</b>
    Receipt <code>{ $code }</code>: the bank gave the money back to the holder of the card.
    { $debt ->
        [some] { $owes } of it was not in your cash any more and is owed to us.
       *[none] { "" }
    }
taken-back-refunded = <b>{ $amount } was sent back to the card</b>
    It was paid for receipt <code>{ $code }</code>.
    { $debt ->
        [some] { $owes } of it was not in your cash any more and is owed to us.
       *[none] { "" }
    }
taken-back-refunded-stars = <b>{ $amount } was given back</b>
    It was paid for receipt <code>{ $code }</code>.
    { $debt ->
        [some] { $owes } of it was not yours any more and is owed to us.
       *[none] { "" }
    }
taken-back-failed = <b>{ $amount } came back to us</b>
    Receipt <code>{ $code }</code>: the bank of the card did not take the refund. The money is kept for you again.

refused-below-minimum = The least you can deposit is { $least }.
refused-above-maximum = The most you can deposit at once is { $most }.
refused-wrong-asset = Deposits are taken in another currency here, from { $least }.
refused-rail-off = Deposits are closed at the moment. Your cash is safe.
refused-rail-paused = This way to pay is paused at the moment. Your cash is safe; try again later, or choose another way.
refused-too-many-open =
    { $count ->
        [one] You have { $count } open invoice. Pay it, or wait until it runs out.
       *[other] You have { $count } open invoices. Pay one, or wait until they run out.
    }

checkout-unknown-order = This invoice is not ours any more. Ask the bot for a new one. Nothing was charged.
checkout-another-player = This invoice belongs to somebody else. Ask the bot for your own. Nothing was charged.
checkout-already-paid = This invoice is paid already. Nothing was charged again.
checkout-rail-paused = Payments are paused at the moment. Nothing was charged; try again later.
checkout-expired = This invoice has run out. Ask the bot for a new one. Nothing was charged.
checkout-amount-differs = The amount does not match the invoice. Ask the bot for a new one. Nothing was charged.

help = <b>Help</b>
    <b>Money</b>
    /deposit puts money into your cash, /withdraw takes it out, /balance shows what you have.

    <b>Games</b>
    /play lists them all. Here in the chat: /spin, /guess and /drop.
    /rounds shows your last rounds, /fair how each is proved, /seed begins with a seed of your own.

    <b>Rewards</b>
    /bonus shows your bonus and what you can withdraw, /promotions what else there is, /code takes a promo code.
    /vip shows your level, /leaderboard the points of this week.

    <b>You</b>
    /limits sets limits and breaks, /kyc shows us who you are.
    /notices says what we write and when, /language changes the language, /settings opens your settings and devices.
    /support says how to reach our staff, /start opens the menu, /help shows this.

    An invoice is open for 15 minutes. When it is paid, its message turns into your receipt.
    Paid and nothing happened? Do not pay again: the money is credited as soon as the payment is reported to us.
not-understood = I did not understand that. Type an amount such as 25, or choose below.
settings-in-app = Your settings are in the app: the language, the devices where you are signed in, and Telegram.
settings-away = Your settings are in the app, which opens in a browser: the language, the devices where you are signed in, and Telegram.
support = Our staff are reached here: { $contact }
    Asked about a payment? Say the code of its receipt.
support-none = This casino has named no way to reach our staff yet. A payment that is late needs nobody: it is credited as soon as it is reported to us.
too-fast = That was a lot at once. Wait a few seconds, then go on.
sent-again = Sent again, in case you missed it:

language-choose = <b>Language</b>
    The chat and the app speak the same.
# A key: the language of the player's Telegram, whatever it is.
language-follow = As in Telegram
# A short line over the chat, in the language just chosen.
language-chosen = We speak English now.

# A code that confirms one act. What is confirmed is spelled out; these follow "You asked to:".
code-act-unlink-telegram = unlink this Telegram account
code-act-withdrawal = withdraw money
code-act-destination = let money go to this account or address
code-ask = <b>Confirm with a code</b>
    You asked to: { $act }.
code-amount = Amount: { $amount }
code-fee = Fee: { $fee }
code-arrives = Arrives: about { $about }, at least { $least }
code-destination = To: <code>{ $destination }</code>
code-digits = Your code: <code>{ $digits }</code>
    Good until { $until } UTC. Type it in the app, or press a key below.
    Tell it to nobody: no person from Cage asks for it.
code-typed-in-chat = Here a code is confirmed with a key: press “Yes, do it” below the code’s message. Or type the code in the app.
code-yes = Yes, do it
code-no = No, it was not me
code-confirmed = <b>Done</b>
    { $done }
code-done-unlink-telegram = You unlinked this Telegram account at { $at } UTC.
code-done-withdrawal = You confirmed the withdrawal at { $at } UTC.
code-done-destination = You confirmed the account or address at { $at } UTC.
code-denied = <b>Nothing was done</b>
    You said it was not you. Somebody may be signed in as you: open your profile in the app and sign out everywhere.
code-expired = <b>The code ran out</b>
    It was good until { $until } UTC. Nothing was done.
code-replaced = <b>This code is void</b>
    A newer one took its place. Nothing was done with this one.
code-exhausted = <b>This code is void</b>
    Five wrong codes were typed. Nothing was done. Was it not you? Open your profile in the app and sign out everywhere.
code-changed = <b>This code is void</b>
    What it was for has changed since. Nothing was done. Ask for a new code.
code-locked = <b>No codes until { $until } UTC</b>
    Too many wrong codes were typed. Nothing was done. Was it not you? Open your profile in the app and sign out everywhere.
# Short lines over the chat.
code-toast-over = This code is not open any more.
code-toast-refused = This cannot be done now. Nothing was changed.

invoice-title = Deposit
invoice-description-stars = { $credit } to play with. Fee { $fee }.
invoice-description = { $credit } into your cash. Fee { $fee }.

command-start = Open the menu
command-deposit = Put money into your cash
command-balance = See your balance
command-limits = Limits and breaks
command-language = Choose the language
command-settings = Settings and devices
command-support = Reach our staff
command-help = How this works
bot-about = Deposit, play and withdraw.
# Above an empty chat, before the player has pressed Start.
bot-description = Put money into your cash, play games you can prove, and read where every payment went. Press Start.

# A browser asks the chat to let it in, or to be joined with it.
device-unknown = an unknown browser
ticket-sign-in = <b>Sign in</b>
    { $device } asks to come in as you.
ticket-link = <b>Link accounts</b>
    { $device } asks to link its account with this chat.
ticket-number = Which number does that browser show? Go on only if you opened the page yourself. Tell the number to nobody: no person from Cage asks for it.
ticket-not-me = It was not me
ticket-over = <b>This link has ended</b>
    It works once, for five minutes. Ask for a new one in the browser.
ticket-agreed-sign-in = <b>You are signed in</b>
    { $device } has come in. You see it under Settings, Devices, and can sign it out there.
ticket-agreed-link = <b>Go back to your browser</b>
    It shows once more what will be linked. Press Link there until { $until } UTC. After that nothing is linked.
ticket-joined = <b>Linked</b>
    Your account is { $code }, here and in your browser. Not your doing? Open the app and sign out everywhere.
ticket-wrong-number = <b>Nothing happened</b>
    That is not the number the browser shows. Nobody was let in. If somebody sent you that link, do not trust them.
ticket-refused = <b>Nothing happened</b>
    Nobody was let in. If somebody sent you that link, do not trust them.
join-browser = The browser: { $code }, cash { $cash }, since { $since }
join-chat = This chat: { $code }, cash { $cash }, since { $since }
join-stays = { $code } goes on. The other one is closed; its history stays with us.
join-ends-others = Every other sign-in ends, the open app too: only that browser stays signed in.
join-both-hold-money = Both hold money, or expect some, so neither is touched. Play or withdraw from one of them first.
join-has-other-telegram = That account has another Telegram account. Unlink that one first.
refused-no-telegram = This way to pay needs a Telegram account. Link yours first.
refused-account-closed = This account was linked with another one. Sign in again.
refused-over-limit =
    { $some ->
        [some]
            { $window ->
                [day] Your own limit leaves { $left } for today.
                [week] Your own limit leaves { $left } for this week.
               *[month] Your own limit leaves { $left } for this month.
            }
       *[none]
            { $window ->
                [day] Your own limit for today is used up.
                [week] Your own limit for this week is used up.
               *[month] Your own limit for this month is used up.
            }
    }
refused-excluded = You take a pause from play until { $until }. Nothing can be paid in before; you can withdraw at any time.
refused-excluded-for-ever = You excluded yourself for good. Nothing can be paid in; you can withdraw at any time.
refused-kyc-refused = We cannot verify you, so nothing can be paid in. Your money is yours: you can withdraw all of it.
refused-verification-needed = So much can be paid in once we know who you are. We have asked you for documents: see /kyc.

# The yearly statement, as a page to print.
statement-title = Statement of { $year }
statement-player = Player { $code }
statement-note = Every movement of the year, in UTC. Amounts that were set aside and given back moved nothing and are not in it.
statement-made = Made { $at } (UTC). What came later is not in it.
statement-nothing = There was no account in this year.
statement-account = Account in { $asset }
statement-opening = At the beginning
statement-closing = At the end
statement-time = Time (UTC)
statement-purpose = What for
statement-before = Before
statement-amount = Amount
statement-after = After
statement-kind-deposit = Deposit
statement-kind-withdrawal = Withdrawal
statement-kind-withdrawal-fee = Fee of a withdrawal
statement-kind-withdrawal-returned = Withdrawal that came back
statement-kind-play = Games

# Money out. Its message is the withdrawal's own, from the wish to the receipt.
menu-withdraw = Withdraw
withdraw-choose = <b>Withdraw</b>
    You can take out up to { $most }, at least { $least }. How much should arrive?
    { $fee ->
        [none] No fee.
       *[other] The fee is { $fee }, on top of the amount.
    }
    Another amount: send /withdraw and the amount, such as /withdraw 25.
# Below that, where another asset arrives.
withdraw-arrives = It arrives as { $asset }, at { $rate } now. How much is fixed when it is sent: more than { $tolerance } less than shown is never sent.
withdraw-by = <b>Withdraw</b>
    How should it go out?
withdraw-by-stripe = Back to my card
withdraw-by-adyen = To my bank account
withdraw-by-ton = In TON, to my wallet
withdraw-by-usdt = In USDT, to my wallet
withdraw-where = <b>Withdraw { $amount }</b>
    Where should it go?
# Below the first question: what taking any cash out costs.
withdraw-costs = Your bonus is active. Taking cash out gives it up, whatever the amount. Lost: { $bonus } of bonus{ $spins ->
        [0] {""}
        [one] {" and"} { $spins } free spin
       *[other] {" and"} { $spins } free spins
    }{ $rounds ->
        [0] {""}
       *[other] , and what open rounds win of the bonus
    }.
withdraw-ends-offers =
    { $count ->
        [one] An offer that came with your deposit ends as soon as you ask for a withdrawal.
       *[other] { $count } offers that came with your deposit end as soon as you ask for a withdrawal.
    }
withdraw-see-bonus = See the bonus
# Below the choice of an amount: cash may leave, and the bonus is given up with it.
withdraw-gives-up = <b>Withdraw { $amount }</b>
    This gives up your bonus.
    Lost: { $bonus } of bonus{ $spins ->
        [0] {""}
        [one] {" and"} { $spins } free spin
       *[other] {" and"} { $spins } free spins
    }{ $rounds ->
        [0] {""}
       *[other] , and what open rounds win of the bonus
    }.
    Kept: your cash of { $cash }.
    The bonus ends at once, also if you do not confirm the withdrawal.
withdraw-keep-bonus = Keep the bonus
withdraw-give-up = Give up the bonus and withdraw
withdraw-nowhere = <b>Withdraw</b>
    There is no way to pay out here yet. Your cash is safe.
withdraw-blocked = <b>Withdraw</b>
    This stands in the way:
withdraw-blocker = • { $why }
withdrawal-awaiting-code = <b>Withdraw { $amount }</b>
    Fee: { $fee }. { $total } is set aside for it.
    Confirm it with the code we sent to this chat, until { $until } UTC. Otherwise nothing leaves, and it is back in your cash.
withdrawal-confirmed = <b>Withdraw { $amount }</b>
    You confirmed it. It goes out in a moment.
withdrawal-awaiting-approval = <b>Withdraw { $amount }</b>
    You confirmed it. Our staff look at it before it goes; you need not do anything.
withdrawal-sending = <b>Withdraw { $amount }</b>
    It is on its way to <code>{ $destination }</code>. Fee: { $fee }.
# Below what it is at, where another asset arrives.
withdrawal-arrives-about = Arrives: about { $about }, at least { $least }. How much is fixed when it is sent.
withdrawal-arrives-fixed = Arrives: { $sent }, at { $rate }.
withdrawal-arrived = Sent: { $sent }, at { $rate }.
withdrawal-paid = <b>{ $amount } was paid out</b>
    To: <code>{ $destination }</code>
    Fee: { $fee }
    Cash now: { $cash }
    Receipt: <code>{ $code }</code>
withdrawal-paid-in-part = <b>{ $paid } of { $amount } was paid out</b>
    To: <code>{ $destination }</code>
    The rest could not be paid and is back in your cash. The fee was lowered to match.
    Cash now: { $cash }
    Receipt: <code>{ $code }</code>
withdrawal-came-back = { $returned } of it came back: the bank did not take it. It is in your cash again, its fee too.
withdrawal-bounced = It came back: the address did not take it. { $returned } of it is in your cash again, the fee for it too.
withdrawal-refused = <b>{ $amount } was not paid out</b>
    { $because ->
        [recipient-refuses] The address did not take it and sent it back. All of it is back in your cash, the fee too. Choose another address: this one would do it again.
        [recipient-frozen] The address is frozen on the network, so nothing was sent. All of it is back in your cash, the fee too. Choose another address.
        [ours] It failed on our side; the address had no part in it. All of it is back in your cash, the fee too. Try again later, or write to our support and quote <code>{ $code }</code>.
       *[unknown] The payment provider did not take it. All of it is back in your cash, the fee too.
    }
    Cash now: { $cash }
withdrawal-rate-moved = <b>{ $amount } was not paid out</b>
    The rate moved: less than { $least } would have arrived, so nothing was sent. All of it is back in your cash, the fee too.
    Cash now: { $cash }
withdrawal-declined = <b>{ $amount } was not paid out</b>
    Our staff declined it. All of it is back in your cash, the fee too. Ask our support why.
    Cash now: { $cash }
withdrawal-expired = <b>Withdraw { $amount }</b>
    It was not confirmed. Nothing left, and all of it is back in your cash.
withdrawal-cancelled = <b>Withdraw { $amount }</b>
    You took it back. Nothing left, and all of it is in your cash.
withdraw-why = What can I do?
withdrawal-follow = Follow it in the app
withdrawal-receipt = Receipt in the app
withdrawal-again = Withdraw
withdrawal-again-now = Ask again at today’s rate
blocked-no-way-out = There is no way to pay this out here yet. Your cash is safe.
blocked-rail-paused = This way out is paused at the moment. Your cash is safe; try again later.
blocked-no-rate = Nobody can tell us a sure rate for what would arrive. Your cash is safe; try again in a few minutes.
blocked-no-telegram = We confirm each withdrawal with a code in Telegram. Link your Telegram account first.
blocked-open-dispute = A payment of yours is disputed at your bank. Withdrawals wait until that is settled.
blocked-verification-missing = We must know who you are first: verification is missing.
blocked-bonus-locked = { $left } must still be wagered, or give the bonus up first: /bonus.
blocked-unconfirmed-withdrawal = Another withdrawal waits for its code. Confirm it, or take it back.
blocked-too-many-under-way =
    { $count ->
        [one] { $count } withdrawal of yours is under way. Wait until it has arrived.
       *[other] { $count } withdrawals of yours are under way. Wait until one has arrived.
    }
blocked-below-minimum = The least you can withdraw is { $least }.
blocked-above-maximum = The most you can withdraw at once is { $most }.
blocked-not-coverable = Money goes back the way it came: { $most } can go back at most.
blocked-goes-back-first = { $left } of your payments goes back to its card first. By this way { $most } can go at most.
blocked-destination-missing =
    { $most ->
        [none] It goes to an account or address of yours. Add it in the app, and confirm it with a code.
       *[other] More than { $most } goes to an account or address of yours. Add it in the app, and confirm it with a code.
    }
blocked-destination-unconfirmed = This account or address is not confirmed for this way. Confirm it with the code from this chat, or add it again.
blocked-owes = A payment that was credited went back to its payer. { $debt } of it is still open, and is kept from what can leave.
blocked-insufficient-funds = You have { $available } to withdraw, and the fee of { $fee } comes on top of the amount.
refused-rail-short = This cannot be paid out at this moment. Your cash is safe; try again later.
refused-codes = No code can be sent to you now, so nothing was changed. Try again in a while.
command-withdraw = Take money out
statement-kind-refund = Refund to the card
statement-kind-refund-undone = Refund that came back
statement-kind-dispute = Disputed by the card holder
statement-kind-dispute-undone = Dispute decided for you

# A wallet on the chain was proved and linked: told each time, so that it is noticed.
wallet-linked = <b>A wallet was linked to your account</b>
    <code>{ $address }</code>, at { $at } UTC.
    It cannot be paid before you confirm it with a code. Was it not you? Somebody is signed in as you: remove the wallet in the app’s settings and sign out everywhere.

# Limits, breaks and exclusion.
limits = <b>Your limits</b>
    A tighter limit works at once. A looser one waits 24 hours, and for another yes of yours.
limits-none = You have set none.
limits-kind-deposit = Deposits
limits-kind-loss = Losses
limits-kind-session = Time
limits-break = Take a break
limits-exclusion = Exclude myself
limits-app = All of it in the app
minutes = { $minutes } min
window-day = Day
window-week = Week
window-month = Month
limit-line =
    { $kind ->
        [deposit] Deposits
        [loss] Losses
       *[session] Time of play
    } a { $window ->
        [day] day
        [week] week
       *[month] month
    }: { $value }, { $left } left
limit-wish =
    { $kind ->
        [deposit] Deposits
        [loss] Losses
       *[session] Time of play
    } a { $window ->
        [day] day
        [week] week
       *[month] month
    }: you asked for { $value ->
        [none] no limit
       *[other] { $value }
    }. { $ripe ->
        [yes] Confirm it, or keep your limit.
       *[no] It can be confirmed from { $from } on.
    }
limit-confirm = Yes, loosen it
limit-keep = Keep my limit
limit-set =
    { $kind ->
        [deposit] <b>Limit your deposits</b>
        [loss] <b>Limit your losses</b>
       *[session] <b>Limit your time of play</b>
    }
    { $window ->
        [day] How much at most in a day?
        [week] How much at most in a week, from Monday?
       *[month] How much at most in a month?
    } In the app you can choose any amount.
limit-remove = No limit
limit-tightened = The limit works from now on.
limit-wished = Noted. In 24 hours we ask you again; until then your limit stays.
limit-same = Your limit stays as it is.
limit-loosened = Your limit is looser now.
limit-too-early = It cannot be confirmed yet: the 24 hours are not over.
limit-no-wish = You asked for no looser limit.
limit-kept = Your limit stays as it is.
limit-not-possible = There can be no such limit.
break-choose = <b>Take a break</b>
    No play and no deposits for a while, everywhere. You can withdraw at any time. How long?
exclusion-choose = <b>Exclude yourself</b>
    No play, no deposits and no offers of ours, everywhere. Nobody can end it before its time, our staff neither. You can withdraw at any time. How long?
pause-length-24h = 24 hours
pause-length-7d = 7 days
pause-length-30d = 30 days
pause-length-6m = 6 months
pause-length-1y = 1 year
pause-length-5y = 5 years
pause-length-forever = For good
pause-confirm =
    { $kind ->
        [break] <b>Take a break: { $length }?</b>
       *[exclusion] <b>Exclude yourself: { $length }?</b>
    }
    It begins at once and cannot be cut short. Deposits that are open are closed. Your withdrawals go on.
pause-yes = Yes, begin now
pause-no = No
pause-begun = It has begun, and lasts until { $until }.
pause-begun-for-ever = It has begun, and lasts for good.
paused-until =
    { $kind ->
        [break] You take a break until { $until }.
       *[exclusion] You excluded yourself until { $until }.
    }
paused-for-ever = You excluded yourself for good.

# Verification: what is asked, why, and how it stands. Nothing here says that a name was looked for on a list.
command-kyc = Show who you are
kyc-title = <b>Verification</b>
kyc-idle = Nothing is asked of you. You may verify yourself before it is: then nothing waits for it later.
kyc-because-player-wishes = You asked to be verified. Please send all of this, once:
kyc-because-before-play = Before you play we must know who you are. Please send all of this, once:
kyc-because-deposits-in-total = With what you have paid in, the law asks us to know who you are. Please send all of this, once:
kyc-because-withdrawal = With what you take out, the law asks us to know who you are. Please send all of this, once:
kyc-because-document-expired = Your document ends soon. Please send the new one, so that nothing changes for you:
kyc-because-screening = Please send all of this, once:
kyc-because-staff = Our staff ask you for this, all at once:
kyc-total =
    { $days ->
        [36525] You are at { $so } of { $of } in all.
        [one] You are at { $so } of { $of } within { $days } day.
       *[other] You are at { $so } of { $of } within { $days } days.
    }
kyc-document-identity = Passport, identity card or driving licence
kyc-document-selfie = A picture of your face
kyc-document-address = A letter or bill with your address, at most three months old
kyc-document-funds = Where your money comes from: a payslip or a bank statement
kyc-again = { $document }: { $why }
kyc-again-unreadable = it could not be read; take it once more in good light
kyc-again-cut-off = a part of it was missing; all four corners must be in the picture
kyc-again-expired = it has ended; send one that is still good
kyc-again-too-old = it is too old; send one of the last three months
kyc-again-other-person = it shows somebody else than you
kyc-again-wrong-document = it is another document than we asked for
kyc-again-name-differs = the name on it is another one than you told us
kyc-again-not-enough = it does not show enough of where the money comes from
kyc-all-there = Everything is there. Press “Send it all to be checked” in the app, and we look at it.
kyc-until = Please answer by { $day }. Until then nothing changes for you.
kyc-was-until = We asked you to answer by { $day }. Your limits stay as they are until you do; you can still send it, and your money is safe.
kyc-looking = Thank you, everything is here. Our staff look at it, and we write to you.
kyc-level-basic = ✅ You are verified.
kyc-level-full = ✅ You are verified, as far as it goes.
kyc-level-until = Good until { $day }; we ask you in time for the next document.
kyc-ended = Your document has ended. Send the new one, and everything is as before.
kyc-refused = We cannot verify you, so you cannot deposit or play here. Your money is yours: you can withdraw all of it. Our support answers your questions.
kyc-send = Send it in the app
kyc-open = Open in the app
