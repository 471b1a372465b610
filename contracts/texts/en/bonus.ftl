# Bonuses in the chat: the offer with its terms, how far it is, how it ended, and what giving it up costs.
command-bonus = Your bonus, offers, and what you can withdraw
menu-bonus = Rewards

bonus-offer = <b>A bonus for you: { $worth }</b>
bonus-offer-spins =
    { $spins ->
        [one] <b>For you: { $spins } free spin of { $game }, at { $stake }</b>
       *[other] <b>For you: { $spins } free spins of { $game }, at { $stake } each</b>
    }
bonus-offer-with-spins =
    { $spins ->
        [one] <b>A bonus for you: { $worth }, and { $spins } free spin of { $game } at { $stake }</b>
       *[other] <b>A bonus for you: { $worth }, and { $spins } free spins of { $game } at { $stake } each</b>
    }
bonus-terms =
    { $unit ->
        [hours] Play it { $times }×, { $time ->
            [one] { $time } hour
           *[other] { $time } hours
        }, stakes up to { $most }.
       *[days] Play it { $times }×, { $time ->
            [one] { $time } day
           *[other] { $time } days
        }, stakes up to { $most }.
    }
bonus-terms-free =
    { $unit ->
        [hours] Nothing needs to be staked for it. You have { $time ->
            [one] { $time } hour
           *[other] { $time } hours
        }, stakes up to { $most }.
       *[days] Nothing needs to be staked for it. You have { $time ->
            [one] { $time } day
           *[other] { $time } days
        }, stakes up to { $most }.
    }
bonus-terms-sum = That is { $sum } to stake in all.
bonus-terms-spins = We pay for the free spins. What they win is bonus, and is to be played { $times }×.
bonus-counts-all = Every stake counts, of cash and of bonus.
bonus-counts-cash = Only the cash in a stake counts.
bonus-counts-bonus = Only the bonus in a stake counts.
bonus-games = Games that count: { $games }.
bonus-order-cash-first = Your cash is staked first, then the bonus.
bonus-order-bonus-first = The bonus is staked first, then your cash.
bonus-non-sticky = You can take cash out at any time. That gives the bonus up.
bonus-sticky = Your cash stays in until the bonus ends. You can give the bonus up at any time.
bonus-becomes-all = Once the bonus is played, what is left of it becomes cash.
bonus-becomes-most = Once the bonus is played, what is left of it becomes cash, { $most } at most.
bonus-offer-until = The offer stands until { $until }.
bonus-take = Take it
bonus-decline = No, thanks
bonus-decline-sure = <b>Refuse this bonus?</b>
    Each is offered once: it is not offered to you again. Nothing else changes.
bonus-decline-yes = Yes, refuse it
bonus-see = Bonus of { $worth }
bonus-see-spins =
    { $spins ->
        [one] { $spins } free spin of { $game }
       *[other] { $spins } free spins of { $game }
    }

bonus-active = <b>Your bonus holds { $balance }</b>
bonus-progress = Staked: { $done } of { $needed }. Left to stake: { $left }.
bonus-spins-left =
    { $spins ->
        [one] { $spins } free spin is left.
       *[other] { $spins } free spins are left.
    }
bonus-active-until = Until { $until }, stakes up to { $most }.
bonus-look = How it stands
bonus-app = Open it in the app
bonus-play = Play
bonus-reminder = <b>Your bonus ends on { $until }</b>
bonus-reminder-holds = It holds { $balance }. What is not cash by then goes back to us; your cash stays yours.

bonus-completed = <b>{ $converted } of bonus is your cash now</b>
    All of it is staked. The cash is yours to play or to take out.
bonus-completed-back = By its terms no more than that becomes cash: { $back } went back to us.
bonus-expired = <b>The time to play your bonus is over</b>
    { $back } of bonus went back to us. Your cash stays yours.
bonus-lost = <b>Nothing is left of your bonus</b>
    It was played to the end. Your cash stays yours.
bonus-cancelled = <b>The bonus ended before it was played</b>
    { $back } of bonus went back to us. Your cash stays yours.
bonus-withdrawn = <b>You took cash out, and the bonus ended with that</b>
    { $back } of bonus went back to us.
bonus-declined = You did not take this bonus. Nothing changes.
bonus-offer-over = This offer is over. Nothing changes.

bonus-none = <b>No bonus is active</b>
    What you win is cash, and yours to take out.
bonus-withdrawable = You can take out { $cash } now.
bonus-locked = { $locked } of your cash stays in until the bonus ends or you give it up.
bonus-gives-up = Taking cash out gives the bonus up.
bonus-code-how = For a promo code write, for example: <code>/code SPRING</code>
bonus-give-up = Give it up
bonus-keep = Keep the bonus
bonus-cost = <b>Give the bonus up?</b>
    You lose: { $loses } of bonus.
    You keep: { $keeps } of cash.
bonus-cost-spins =
    { $spins ->
        [one] You lose { $spins } free spin too.
       *[other] You lose { $spins } free spins too.
    }
bonus-cost-rounds =
    { $rounds ->
        [one] { $rounds } round of it is open: what it wins for the bonus is lost too.
       *[other] { $rounds } rounds of it are open: what they win for the bonus is lost too.
    }

bonus-claimed-note = The bonus is yours to play.
bonus-declined-note = You did not take it.
bonus-cancelled-note = You gave the bonus up.
bonus-code-note = The code is good: this is what it offers.
bonus-refused-offer-over = This offer is over.
bonus-refused-bonus-active = Another bonus is active. It ends first.
bonus-refused-excluded = No bonus can start for you now. Your cash is yours.
bonus-refused-deposit-gone = The deposit it came with was taken back or taken out, so the offer is over.
bonus-refused-bonus-over = This bonus has ended already.
bonus-refused-cost-changed = It costs something else now. Please look again.
bonus-refused-no-such-code = There is no such code, or it is over.
bonus-refused-code-used = You have entered this code before.
bonus-refused-wrong-wallet = This code is for another currency than your wallet's.
bonus-refused-too-many = Too many codes. Please try again in { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    }.
