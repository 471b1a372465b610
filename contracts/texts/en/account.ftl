# What players read of their account: coming in, where they are signed in, and Telegram joined to it.

language = Language
back = Back
telegram = Telegram

# The front page of a browser.
welcome-headline = The cashier in Telegram that shows its books
welcome-cash = Cash is cash.
welcome-cash-text = Nothing else is ever counted in.
welcome-receipt = Every payment has its receipt.
welcome-receipt-text = A page of its own, with your cash before and after.
welcome-games = Games you can prove.
welcome-games-text = Count any round again yourself, offline too.
welcome-password = No password.
welcome-password-text = Your Telegram lets you in, and nobody else.
continue-in-telegram = Continue in Telegram
log-in-with-telegram = Log in here with Telegram
login-off = This way in is not open here. Continue in Telegram instead.
start-without = Start without Telegram
start-without-text = Only this browser will open your account, until you link Telegram.
adults = For adults only.

# Why nobody is in.
outside-signed-out-title = You are signed out
outside-signed-out-text = You signed out. Nothing of yours is kept on this device.
outside-ended-title = You were signed out
outside-ended-text = It was signed out from another device or by our staff, its time was over, or we ended it for your safety. Your money is where it was. Not your doing? Look at your devices once you are back.
outside-launch-used-title = Open the app again
outside-launch-used-text = Each start from Telegram lets you in once. A reload or an old page needs a new one. Your money is where it was.
outside-unreachable-title = We cannot be reached
outside-unreachable-text = Your money is safe. Try again in a moment.
outside-login-refused-text = Telegram was told no, so nobody came in. Try again, or choose another way.
outside-login-failed-text = The login did not finish: it took too long, or was begun elsewhere. Try again.
outside-login-away-text = Telegram's login page does not answer at the moment. Continue in Telegram instead.
open-anew = Open the app
kept-title = What this device remembers
kept-from = As of { $day }, { $time }. It may have changed since.

# A browser waits for the chat.
ticket-number = The number to choose in your chat
ticket-waiting = Waiting for your chat
ticket-seen = Choose the number in the chat
ticket-in = You are in.
ticket-left = { $time } left.
ticket-once = The link works once.
ticket-camera = Point your phone’s camera here
ticket-camera-text = It opens the bot: press Start, then choose the number.
ticket-qr = QR code: the link to the bot in Telegram
ticket-here = Or open Telegram on this computer
ticket-open = Open Telegram
ticket-link = Nothing opened? Use the web link
ticket-refused-title = Nothing happened
ticket-refused-text = Another number was chosen in the chat, or “It was not me”. Ask again, and choose the number you see here.
ticket-over-title = The link ran out
ticket-over-text = It works once, for five minutes. Nothing happened.
ticket-again = Ask again

# Who the account is.
profile = Your profile
account-code = Account
member-since = Member since
telegram-joined = Linked
telegram-not-joined = Not linked
invitation = Invitation link
share = Share
copy = Copy: { $what }
copied = Copied
not-copied = Marked: copy it by hand.
sign-out-here = Sign out here
stay-signed-in = Stay signed in
sign-out-lost = Only browsers that are signed in open { $code }. Once the last one is signed out, nobody can come back to it, nor can we let you in. Link Telegram first, or stay.

# Where they are signed in.
devices = Devices
device-unknown = Unknown device
door-mini-app = Mini App
door-chat = Browser, let in by the chat
door-oidc = Browser, by Telegram login
door-widget = Browser, by Telegram login
door-browser = Browser
device-openings =
    { $count ->
        [one] Opened { $count } time
       *[other] Opened { $count } times
    }
seen-now = In use now
seen-at = Last seen: { $moment }
this-one = This one
sign-out = Sign out
sign-out-named = Sign out: { $device }
sign-out-others = Sign out all others
sign-out-everywhere = Sign out everywhere
sign-out-everywhere-text = Every device has to come in anew, this one too. Your money stays where it is.
devices-only-this = You are signed in nowhere else.
signed-out-one = That device is signed out.
signed-out-others = All other devices are signed out.

# Joining a Telegram account.
join-card-text = Only browsers that are signed in open your account so far.
join-why = This account began in a browser, and only browsers that are signed in open it. With Telegram linked:
join-gain-anywhere = you come in from any device, without a password
join-gain-deposits = you can deposit: invoices are paid in Telegram
join-gain-receipts = receipts and codes come by the chat
join-shown-first = Nothing is linked before you have seen what, there and here.
join-agreed = Your chat agreed. This is what will be linked with the Telegram account that ends in { $digits }:
join-side-browser = This browser
join-side-chat = Your chat
goes-on = Goes on
is-closed = Is closed
since = Since
join-no-chat-account = Your Telegram has no account here yet. It will open this one.
join-outcome = { $code } goes on, here and in the chat. The other one is closed; its history stays with us. Every other sign-in of both ends: only this page stays signed in.
join-outcome-alone = { $code } goes on, here and in the chat. Every other sign-in of it ends: only this page stays signed in.
join = Link
not-now = Not now
cannot-join-title = These two cannot be linked
cannot-join-meanwhile = Nothing was changed: each opens as it did before.
joined-title = Linked
joined-text = Your account is { $code }, here and in the chat.

# Taking it off again.
unlink = Unlink Telegram
unlink-in-browser = To unlink Telegram, sign in in a browser first: that one stays signed in.
unlink-ends = This ends
unlink-ends-receipts = receipts and news in the chat
unlink-ends-codes = codes by the bot, and deposits by invoice
unlink-ends-app = the Mini App and every sign-in by Telegram
unlink-remains = This remains
unlink-remains-account = your account, with its code and its history
unlink-remains-browsers = the browsers that are signed in now, this one too
unlink-warning = From then on nothing but these browsers opens the account. The chat begins anew, with an account of its own.
unlink-keep = Keep it linked
unlink-ask = Send me a code
code-label = Code from the chat
code-sent = The bot sent six digits to your chat. They are good until { $time }.
code-key = Or press “Yes, do it” in the chat.
code-again = Send a new code
unlinked-title = Telegram is unlinked
unlinked-text = { $code } is opened by the browsers that are signed in, and by nothing else.

# Why not, and the way on.
why-bot-unknown = The bot cannot be reached at the moment. Try again in a minute.
why-unknown-ticket = This link is not known any more. Ask again.
why-ticket-over = That took too long, or was not agreed to in the chat. Ask again.
why-both-hold-money = Both hold money, or expect some, so neither is touched. Play or withdraw from one of them first.
why-has-other-telegram = This account has another Telegram account. Unlink that one first, in Settings.
why-no-telegram = No Telegram account is linked.
why-only-way-in = Only Telegram opens this account so far. Sign in in a browser first: that one stays signed in.
why-holds-money = The account holds money, or expects a payment. Codes for it come by the chat, so Telegram stays until the account is empty.
why-no-chat = The bot cannot write to you. Open the chat, press Start, then try again.
why-codes-locked = Too many wrong codes were typed. You can ask for a new one at { $time }.
why-too-many-codes = Too many codes were asked for. You can ask for the next one at { $time }.
why-code-unknown = This code is not known. Ask for a new one.
why-code-over = This code is not open any more: it was used, refused, replaced, or ran out. Ask for a new one.
why-code-wrong =
    { $count ->
        [one] That is not the code. You have { $count } try left.
       *[other] That is not the code. You have { $count } tries left.
    }
why-act-changed = What the code was for has changed since. Ask for a new one.
why-unknown-session = That device is signed out already.
why-too-fast = That was too often. Wait a minute, then try again.

# How the app speaks and looks.
as-telegram = As in Telegram
theme = Theme
theme-telegram = As in Telegram
theme-device = As this device
theme-light = Light
theme-dark = Dark
device = On this device
device-text = Your last balance and payments are kept here, to be read without a connection.
device-forget = Forget them here
device-forgotten = Forgotten on this device.

# The pages of the law, at the end of the settings.
legal-terms = Terms
legal-privacy = Privacy
