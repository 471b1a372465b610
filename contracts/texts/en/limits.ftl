# What players read where they limit themselves, and where they stop.

limits-short =
    { $count ->
        [0] None set
        [one] { $count } limit is set
       *[other] { $count } limits are set
    }
tomorrow-at = tomorrow, { $time }
how-long = How long

# What it came to.
session-this = This session
session-began = began { $time }
session-none = begins with your first round
session-net = Net position
session-week = week { $net }

# Their own limits.
limits-yours = Your limits
limits-none = You have set none. A limit works at once, and for everything here.
limits-rule = Lower works at once. Higher takes 24 hours, and we ask you again before it starts.
limits-add = Add a limit
limit-deposit-day = Deposits, a day
limit-deposit-week = Deposits, a week
limit-deposit-month = Deposits, a month
limit-loss-day = Losses, a day
limit-loss-week = Losses, a week
limit-loss-month = Losses, a month
limit-session-day = Time, a day
limit-off = none
limit-left = { $left } left until { $until }
wish-waits =
    { $to ->
        [none] It ends from { $at } on, if you confirm then.
       *[other] Rises to { $to } from { $at } on, if you confirm then.
    }
wish-ripe =
    { $to ->
        [none] A day ago you asked to end it. Do you still want that?
       *[other] A day ago you asked for { $to }. Do you still want that?
    }
wish-keep = Keep { $now }
wish-confirm =
    { $to ->
        [none] End it
       *[other] Change to { $to }
    }
reminder = Remind me
reminder-text = How long you are here, and what came of it
reminder-how-often = How often

# One of them.
limit-new = New limit
limit-new-minutes = New limit, in minutes
limit-now =
    { $now ->
        [none] You have none now.
       *[other] Now { $now }. Used so far: { $used ->
            [none] nothing
           *[other] { $used }
        }.
    }
limit-unclear = Write a sum of money, such as 50.
limit-unclear-minutes = Write 1 to 1440 minutes.
limit-presets = Amounts
limit-at-once = Works at once.
limit-at-once-text = { $left } is left. To raise it again takes 24 hours.
limit-waits = Takes 24 hours.
limit-waits-text = We ask you again then: { $at }. Until then, what you have now counts.
limit-choose = Choose a limit
limit-same = It is { $to } now
limit-set = Set { $to }
limit-lower = Lower to { $to }
limit-ask = Ask for { $to }
limit-remove = Ask to end this limit
limit-remove-text = That takes 24 hours and a second yes, too.
limits-not-limit-out-of-range = Such a limit cannot be. Choose another sum.
limits-not-limit-value-kind = This limit is counted otherwise. Open it again.
limits-not-no-wish = Nothing higher is asked for any more. Look again.
limits-not-too-early = It can be confirmed 24 hours after you asked.
limits-offline = You are offline. Nothing was changed; try again when you are back.
limits-unavailable = That did not reach us. Try again: nothing is done twice.

# What the house asks.
house-limits = Before we ask who you are
house-deposit =
    { $days ->
        [36525] Deposits in all
        [one] Deposits in { $days } day
       *[other] Deposits in { $days } days
    }
house-withdrawal =
    { $days ->
        [36525] Withdrawals in all
        [one] Withdrawals in { $days } day
       *[other] Withdrawals in { $days } days
    }
house-so-of = { $so } of { $of }
house-limits-text = From there on the law asks for documents. You may send them before.

# A break.
break = Take a break
break-text = No play and no deposits until it ends. Withdrawals go on. It can’t be cut short.
break-24h = 24 hours
break-7d = 7 days
break-30d = 30 days
break-take = Take a break until { $until }
break-sure = A break until { $until }?
break-not = Not now
break-begin = Begin the break

# For good, or for long.
exclusion-card = Stop for good, or for long
exclusion-card-text = Self-exclusion for 6 months or more. Your money is paid out to you.
exclusion-how = How it works
exclusion-title = Close your account to play?
exclusion-text = It is a good thing to ask for, and we won’t ask why. Here is exactly what happens.
exclusion-6m = 6 months
exclusion-1y = 1 year
exclusion-5y = 5 years
exclusion-forever = For good
means-money =
    { $amount ->
        [none] Your money is yours.
       *[other] { $amount } is yours.
    }
means-money-text = You can withdraw it at any time; open withdrawals go on.
means-stop =
    { $until ->
        [never] No play, no deposits and no offers, ever again.
       *[other] No play, no deposits and no offers until { $until }.
    }
means-final = It can’t be undone early,
means-final-text = not by you and not by us.
exclusion-not = Go back, keep it open
exclusion-close-6m = Close it for 6 months
exclusion-close-1y = Close it for 1 year
exclusion-close-5y = Close it for 5 years
exclusion-close-forever = Close it for good
exclusion-sure =
    { $until ->
        [never] Close it for good?
       *[other] Close it until { $until }?
    }
exclusion-sure-text = It begins the moment you press, everywhere you are signed in.
exclusion-yes = Yes, close it now
exclusion-else = Would something else do?
exclusion-break = A break of 24 hours to 30 days

# While it lasts.
paused-break = You are on a break until { $until }.
paused-exclusion =
    { $until ->
        [never] Your account is closed to play for good.
       *[other] Your account is closed to play until { $until }.
    }
paused-text = Deposits are closed, withdrawals are open.

# How long they are here.
reality-title = A moment to look up
reality-text = You asked us to tell you this.
reality-time = You are here
reality-limits = Limits and breaks
reality-on = Go on

# People to talk to.
help = Talk to a person, free
help-text = Helplines, without us in the room.
help-open = Open
helplines = Helplines
helplines-text = They are no part of us, cost nothing, and need not know your name.
helpline-everywhere = Online, in many languages
helpline-meetings = Meetings near you, in many countries
helpline-britain = Great Britain, at any hour
helpline-page = Open the page of { $name }
