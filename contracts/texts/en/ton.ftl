# What players read of TON and USDT: paying in from a wallet or by hand, their wallets, and money out to them.

ton-way = TON or USDT
ton-fee-none = In some seconds, no fee of ours
ton-fee = In some seconds, fee { $fee }
ton-without-amount = Or send any amount by hand
ton-by-hand = Send by hand
ton-pay-from = Pay from
ton-from-telegram = Wallet in Telegram
ton-from-telegram-text = Opens here, you approve there
ton-from-wallet = A TON wallet
ton-from-wallet-text = Through TON Connect
ton-from-hand = Send by hand
ton-from-hand-text = Also from an exchange; needs a memo
ton-you-send = You send
ton-rate-until = Rate, held until { $time }
ton-our-fee = Our fee
ton-network-fee = Network fee, from your wallet
ton-network-fee-back = Network fee, most of it comes back
about = ≈ { $amount }
ton-held-until = If it arrives after { $time } you get the rate of that minute.

# By hand.
ton-qr = QR code with the address and the memo
ton-qr-text = Holds the address and the memo
ton-qr-amount = QR code with the address, the amount and the memo
ton-qr-amount-text = Holds the address, the amount and the memo
ton-send-exactly = Send exactly
ton-to-address = To this address
ton-with-memo = With this memo
ton-memo-needed = Without the memo we cannot see it is yours.
ton-memo-text = Your wallet may call it comment or tag. If you forget it, the money is safe, but a person has to find it: up to 2 days.
ton-have-sent = I have sent it
ton-network-only = { $coin } on the TON network only.
ton-least = The least that is credited
ton-rate-now = Rate now, no promise

# Its way.
ton-ran-out-title = The rate is not held any more
ton-ran-out-text = It was held until { $time }, and nothing had come. Did you send it? It is added all the same, at the rate of the minute it comes, and shows here.
ton-closed-text = Our staff closed this deposit at { $time }, and nothing had come. Did you send it? It is added all the same, at the rate of the minute it comes.
ton-becomes = becomes { $amount } in your cash
ton-becomes-rate = becomes cash at the rate of its arrival
ton-oddity-late = It came after { $time }, when the rate was not held any more. You get the rate of the minute it came.
ton-oddity-less = Less came than the { $asked } you asked for. We add what came, at the rate of its arrival.
ton-oddity-more = More came than the { $asked } you asked for. We add all of it, at the rate of its arrival.
ton-several =
    { $count ->
        [one] { $count } transfer came. Each is added for itself.
       *[other] { $count } transfers came. Each is added for itself.
    }
ton-close-and-play = Close and play on
ton-bot-writes = The bot writes to you when it is done. Do not send again.
ton-step-is-sent = Waiting for your transfer
ton-step-was-sent = Sent
ton-step-is-seen = Looking for it on the network
ton-step-was-seen = Seen on the network
ton-step-is-final = Becoming final
ton-step-was-final = Final
ton-step-credited = In your cash
ton-waiting-text = It shows here by itself, some seconds after you sent it. From an exchange it can take some minutes.
ton-vanished = The network took this transfer back for now. It may come again; do not send another one yet.
ton-blocks = Blocks
ton-blocks-text = Block { $passed } of { $needed }
ton-transaction = Transaction
ton-explorer = Look on the explorer

# From a wallet.
ton-show-address = Show the address and the memo
ton-pay = Pay { $amount }
ton-another-wallet = Connect another wallet
ton-connect-to-pay = Connect wallet to pay { $amount }
ton-hand-fine = The address and the memo are yours for ever.
ton-pay-fine = You approve it in your wallet. Nothing is sent before.
ton-connect-fine = Connecting shows us your address. It cannot move money.
ton-button-question = What is a wallet?
ton-button-close = Close
ton-button-arrow = Back
ton-button-qr = Show the QR code
ton-qr-copy = Copy the link
ton-asked-before = Your wallet still has a request, until { $time }. If you approved it, wait here: it shows by itself.
ton-confirm-in = Approve it in { $name }
ton-confirm-text = { $amount }, until { $time }. Then come back here.
ton-confirm-fine = Nothing is sent before you approve it.
ton-open-wallet = Open { $name }
ton-stop-waiting = Stop waiting
ton-note-bridge-away = The line to your wallet does not answer. We go on trying; you can also send by hand.
ton-note-no-answer = { $name } has not answered yet. Open it and look for the request.
ton-note-rate-over = The rate was held until { $time }. If you approve it now, you get the rate of the minute it comes.

trouble-declined = You declined it in your wallet. Nothing was sent.
trouble-request-over = The request ran out before you approved it. If you did approve it, wait here: it shows by itself. Else ask again.
trouble-request-refused = Your wallet answered that it did not work. Look there whether it was sent: if so, wait here, it shows by itself. Else try again, or use another wallet.
trouble-switched = Your wallet is on another account now. Nothing was sent from it; look which one is shown, then pay again.
trouble-disconnected = Your wallet is not connected any more. If you had not approved it yet, nothing was sent. Connect it again.
trouble-wrong-network = Your wallet is on another network. Switch the network in the wallet, then connect it again.
trouble-too-little-gas = The wallet has { $has } for the network fee, and it takes about { $needs }. Most of it comes back. Add some TON first.
trouble-too-little-balance = The wallet has { $has }, and { $needs } are needed; the fee of the network, in TON, comes on top. Add some, or use another wallet.
trouble-not-payable = This deposit is not open any more. Open another one.
trouble-already-sent = A transfer for this deposit is on its way already. Do not send again.
trouble-address-invalid = This wallet is of a kind we cannot take payments from. Use another one, or send by hand.
trouble-chain-away = The network does not answer at the moment. Try again, or send by hand.
trouble-paused = This way to pay is paused at the moment. Your cash is safe.
trouble-no-proof = Your wallet connected and did not sign, so nobody knows whose it is. Update it, or use another one.
trouble-wallet-unable = This wallet cannot send what is asked. Update it, or use another one.
trouble-offline = You are offline. Nothing was asked for; try again when you are back.
trouble-failed = That did not work, and nothing was sent. Try again, or send by hand.

# Their own wallets.
wallets = Your wallets
wallets-none = None yet. Money goes out only to a wallet that is yours, or to an address you confirm.
wallets-most =
    { $count ->
        [one] { $count } is linked, and no more can be. Remove it first.
       *[other] { $count } are linked, and no more can be. Remove one first.
    }
wallet-since = { $app }, since { $date }
wallet-add = Add a wallet
wallet-remove = Remove { $label }
wallet-remove-text = Nothing is sent there any more. You can add it again with a new signature.
wallet-yours = Your wallet
wallet-why = You withdraw only to a wallet that is yours. One signature shows it. It is free, and it cannot move money.
wallet-app-unknown = A wallet
wallet-sign = Sign with your wallet
wallet-signed = Signed with your wallet
wallet-shows = Your wallet shows this address of ours
wallet-no-payment = It proves whose the wallet is. It is no payment.
wallet-linked = Ready for withdrawals
wallet-bot-writes = The bot writes to you whenever a wallet is added, so you notice if it was not you.
wallet-connect = Connect and sign
wallet-sign-with = Sign with { $name }
wallet-no-words = We never ask for your 24 words. Nobody should.
wallet-go-on = Go on
until = until { $time }
why-proof-payload = That took too long, or was begun elsewhere. Sign again.
why-wallet-address = This wallet is of a kind we cannot pay to. Use another one.
why-wallet-network = Your wallet is on another network. Switch the network in the wallet, then sign again.
why-proof-state-init = Your wallet told us two addresses that do not agree. Use another one.
why-wallet-unknown = We do not know this kind of wallet. Use another one.
why-proof-key = The signature is not that of this wallet. Sign again.
why-proof-domain = The signature was made for another site. Sign again from here.
why-proof-time = The clock of your device is wrong, or the signature is old. Set the clock, then sign again.
why-proof-signature = The signature does not hold. Sign again.
why-wallet-taken = This wallet is linked to another account. Remove it there first.
why-too-many-wallets = So many are linked that one must be removed first.

# Where money is sent to.
way-out-ton = TON, to a wallet
way-out-usdt = USDT on TON, to a wallet
destination-ton-wallet = Your wallet
destination-ton-address = Address, for example of an exchange
destination-choose-wallet = A wallet of yours
destination-add-place = Add a place
destination-add-wallet-text = By one signature
destination-add-address-text = For example of an exchange, with its memo
destination-add-wallet = Add a wallet of yours
destination-add-address = Add another address
destination-use = Send me a code for it
address = Address
address-hint = 48 characters, as your wallet or the exchange shows it
address-shape = That is no address of TON. It has 48 characters.
memo = Memo
memo-hint = An exchange needs it to know it is yours, and may call it comment or tag. Leave it empty for a wallet.
memo-lost = Without the memo of an exchange the money is lost there, and we cannot get it back.
why-unknown-wallet = This wallet is not linked any more.
why-address-invalid = This is no address of TON: a character is wrong, missing, or one too many. Copy it again.
why-address-other-network = This address is marked for a test network. Nothing is sent to it.
why-address-other-workchain = This address is on another chain of TON. Nothing is sent to it.
why-address-ours = This address is ours. Type your own.
why-address-token = This is the address of the token, not of a wallet. What is sent there is lost.
why-memo-too-long = The memo is too long. It has 123 bytes at most.
why-memo-invalid = The memo has characters that cannot be written along.
destination-confirm-place = Confirm it
destinations-of-ton = Where it goes
destination-new-place = For a day, two of our staff look at every withdrawal to a new place: a thief’s first step is a new one.

# What arrives.
arrives-about = Arrives, about
arrives = Arrives
arrived = Arrived
arrives-least = At least
arrives-rate = Rate now
arrives-rate-fixed = Rate
arrives-rule = The amount is fixed when it is sent. If the rate moves more than { $percent } against you, nothing is sent and we ask you again.
waits-to-send = Nothing is sent yet. We wait for a sure rate; your money stays set aside.
ask-again = Ask again
ask-again-text = At today’s rate, to the same place. You confirm it with a new code.
ton-late-text = It came when the rate was not held any more. We added it all the same.
ton-receipt-differs = You had asked for { $asked }. We added what came.

# A transfer that did not find its player.
missing = My deposit is missing
missing-link = You sent TON or USDT, and it does not show?
missing-why = It is safe. A transfer waits with us when its memo was forgotten, or when it was less than the least that is credited. Tell us the transaction, and we look for it.
missing-hash = Transaction
missing-hash-hint = Its hash, or the explorer’s link to it
missing-hash-none = That is no hash, and no link to a transaction. A hash has 64 characters: digits, and letters from a to f. Some explorers write it in 44.
missing-hash-address = That is an address. Open the transaction in the explorer, and copy its hash or the link to it.
missing-which = A transfer is several transactions. Any of them will do: the one your wallet shows, or the one in which the money reached us.
missing-proved = From a wallet you proved is yours
missing-proved-text = In your cash some seconds later
missing-elsewhere = From anywhere else, such as an exchange
missing-elsewhere-text = Two of our staff look at it: up to 2 days. The bot writes to you.
missing-prove = Prove a wallet is yours
missing-ask = Look for it
missing-released = Found, and it is yours
missing-released-text = It came from a wallet you proved. It is in your cash in a few seconds, and in your history. Claimed more than an hour after it came, it is credited at the lower of the two rates: then and now.
missing-noted = Found, and we look at it
missing-noted-text = Two of our staff look whether it is yours: up to 2 days. The bot writes to you when it is in your cash. You need to do nothing more; do not send again.
missing-noted-faster = Was it sent from a wallet of your own? Prove that it is yours and ask again here: then it is yours at once.
missing-history = To your history
missing-another = Another transaction
missing-claims = Your claims
missing-claim-noted = our staff look at it
missing-claim-yours = it is yours, see your history
missing-claim-not-yours = it could not be credited to you
missing-claim-went-back = it went back to its sender
why-unknown-arrival = We found no money by this transaction that waits for its player. Is it less than a minute old? Then ask again. Else look whether it was sent to your address here, and copy the transaction once more.
why-arrival-not-final = It has come, and is not final yet. If it carries your memo you need to do nothing; else ask again in half a minute.
why-arrival-credited = This transfer has its account already: it is credited, or will be in a moment. Look at your history; if it is not there, write to our staff.
why-arrival-goes-back = It could not be credited, and goes back to the address it was sent from.
why-arrival-too-little = It is worth less than a cent: nothing could be credited for it.
why-too-many-claims = So many of your transfers wait for our staff that no more are taken. When they have looked at one, ask again.
