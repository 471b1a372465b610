# Seeds and proofs.

fairness = Fairness
fairness-view = What to look at
fairness-check = Check a round
fairness-seeds = Your seeds
fairness-offline = Works offline

# What is promised.
fairness-promise-1 = We seal our seed before you write yours. We cannot pick one to suit it, and you cannot see ours.
fairness-promise-2 = Both seeds and a counter fix every result. Each round takes the next number, and no two share one.
fairness-promise-3 = When you change seeds, ours is opened. Then anybody can count every round again.
fairness-promise = What we promise

# The pair in use, and the next.
seeds-now = Seeds in use
seeds-sealed = Sealed
seeds-commitment = Our seal, SHA-256 of our seed
seeds-next-commitment = Our next seal
seeds-next-text = It is sealed already. It stays the same until you change seeds.
seeds-client = Your seed
seeds-none-yet = none yet
seeds-rounds = Rounds played with this pair
seeds-change = Change seeds
seeds-fresh = You have not played yet. Write your half now; otherwise it is the id of your first round, which your device draws.
seeds-choose = Choose your seed
seeds-choose-key = Use this seed
seeds-opened = Opened seeds
seeds-opened-none = None yet. When you change seeds, the old one is shown here.
seeds-opened-at = Opened { $at }
seeds-server = Our seed, opened
seeds-with-rounds =
    { $count ->
        [one] { $count } round
       *[other] { $count } rounds
    }

# Changing them.
seeds-change-first = First, our next seal. It does not change with what you write below.
seeds-change-yours = Your next seed
seeds-change-hint = Drawn on your device. Write your own if you like: 1 to 64 letters, digits or signs.
seeds-change-wrong = Letters, digits and signs without blanks and colons, 64 at most.
seeds-draw = Draw another
seeds-change-key = Use this seed and open the old one
seeds-change-after = The seed in use is opened at once, and its rounds can be checked.
seeds-open-round = A round is open. Seeds are changed when it has ended.
seeds-to-round = Go to the round
seeds-not-wrong-client-seed = Letters, digits and signs without blanks and colons, 64 at most.
seeds-not-round-open = A round is open. Seeds are changed when it has ended.
seeds-not-seeds-moved = They were changed on another device meanwhile. Here is the new seal: look at it, and try again.
seeds-offline = No connection. Your seeds are as they were.
seeds-unavailable = That did not work, and your seeds may be as they were. We read them again.

# Choosing a round.
check-yours = Your last rounds
check-yours-none = No round whose seed is open. Change seeds, and the rounds before can be checked.
check-without-session = Check a round offline
check-remembered = Rounds this device remembers
check-paste = Check any round
check-paste-text = One round as JSON, or a list. It is counted on your device, and is sent nowhere.
check-paste-label = Round
check-file = Take it from a file
check-key = Check it
check-not-json = This is not JSON. Copy the round whole, with its brackets.
check-not-a-round = This is not a round. It needs its game, both seeds, the seal, the counter, choices, stake, result and win.
check-too-many = Check 500 rounds at a time at most.
check-another = Check another round

# One round.
proof-of = { $game }, round { $nonce }
proof-of-at = { $game }, round { $nonce }, { $at }
check-not-opened = Its seed is still sealed
check-not-opened-text = This round can be checked when its seed is open. Change seeds to open it: your next rounds then use a new pair.
check-still-open = The round is still open
check-still-open-text = It can be checked when it has ended and its seed is open.
check-seed-older = Its seed is not on this list any more
check-seed-older-text = It was opened long ago. If you kept the round, paste it where any round is checked.
check-missing = We do not find this round.

# The proof.
proof-matches = It matches
proof-matches-text = { $round }. You saw { $told }, and the seeds give the same.
proof-differs = It does not match
proof-differs-commitment = { $round }. The opened seed is not the one we sealed. Check that it is copied whole; if it is, send us this round.
proof-differs-outcome = { $round }. You saw { $told }, but these seeds give { $given }. Check that the seeds are copied whole; if they are, send us this round.
proof-differs-win = { $round }. The result is the one you saw, but it pays { $given }, not { $told }. If this is what you were paid, send us this round.
proof-differs-round = This is no round that could have been played: its choices, steps or seeds are none that the game knows.
proof-steps = How the result came about
proof-all-match =
    { $count ->
        [one] { $count } round matches
       *[other] All { $count } rounds match
    }
proof-some-differ = { $differ } of { $count } do not match
proof-list-text = Choose one to see its steps.
proof-1 = The seed is the one we sealed
proof-1-text = We sealed it before its first round. SHA-256 of the opened seed must give the seal.
proof-1-same = Gives the seal { $seal }
proof-1-differs = Gives { $given }, not the seal { $seal }
proof-1-kept = This device kept that seal from before the first round
proof-2 = Mix in your seed and the counter
proof-2-text = HMAC-SHA256 with our seed as key, over your seed, the round and the block.
proof-3 = Four bytes become a number
proof-3-text = The first byte is the highest. What is left when the number is divided counts.
proof-3-passed = passed over, or some results would be likelier
proof-3-bytes = The bytes { $bytes }, the first the highest
proof-4 = The numbers become your result
proof-4-same = The result you saw
proof-4-differs = You saw { $told }
proof-5 = The result decides the win
proof-5-text = Cut, never rounded up.
proof-5-same = The win you were paid
proof-5-differs = You were paid { $told }
proof-trust = You need not trust this page
proof-trust-text = It counts on your device, without a connection too. Take the round with you, and count it with any tool that knows SHA-256 and HMAC.
proof-save = Take this round with you
proof-copy = Copy the round
proof-copied = Copied.
proof-not-copied = Could not copy. Save it instead.

# Results in words.
fact-brass-orchard = stops { $stops }: { $line } in the middle
fact-dice = { $roll }
fact-limbo = { $reached }
fact-mines = mines at { $places }
fact-heads = heads
fact-tails = tails
fact-number = { $number }
fact-symbol-seven = seven
fact-symbol-bar = bar
fact-symbol-bell = bell
fact-symbol-clover = clover
fact-symbol-plum = plum
fact-symbol-lemon = lemon
fact-symbol-cherry = cherry
