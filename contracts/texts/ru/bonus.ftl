# Bonuses in the chat: the offer with its terms, how far it is, how it ended, and what giving it up costs.
command-bonus = Ваш бонус, предложения и сколько можно вывести
menu-bonus = Бонусы

bonus-offer = <b>Бонус для вас: { $worth }</b>
bonus-offer-spins =
    { $spins ->
        [one] <b>Для вас: { $spins } бесплатный спин в игре «{ $game }» по { $stake }</b>
        [few] <b>Для вас: { $spins } бесплатных спина в игре «{ $game }» по { $stake }</b>
       *[other] <b>Для вас: { $spins } бесплатных спинов в игре «{ $game }» по { $stake }</b>
    }
bonus-offer-with-spins =
    { $spins ->
        [one] <b>Бонус для вас: { $worth } и { $spins } бесплатный спин в игре «{ $game }» по { $stake }</b>
        [few] <b>Бонус для вас: { $worth } и { $spins } бесплатных спина в игре «{ $game }» по { $stake }</b>
       *[other] <b>Бонус для вас: { $worth } и { $spins } бесплатных спинов в игре «{ $game }» по { $stake }</b>
    }
bonus-terms =
    { $unit ->
        [hours] Отыграть { $times }× за { $time ->
            [one] { $time } час
            [few] { $time } часа
           *[other] { $time } часов
        }, ставки до { $most }.
       *[days] Отыграть { $times }× за { $time ->
            [one] { $time } день
            [few] { $time } дня
           *[other] { $time } дней
        }, ставки до { $most }.
    }
bonus-terms-free =
    { $unit ->
        [hours] Отыгрывать его не нужно. У вас { $time ->
            [one] { $time } час
            [few] { $time } часа
           *[other] { $time } часов
        }, ставки до { $most }.
       *[days] Отыгрывать его не нужно. У вас { $time ->
            [one] { $time } день
            [few] { $time } дня
           *[other] { $time } дней
        }, ставки до { $most }.
    }
bonus-terms-sum = Всего нужно поставить { $sum }.
bonus-terms-spins = Бесплатные спины оплачиваем мы. Выигрыш с них — бонус, его нужно отыграть { $times }×.
bonus-counts-all = Считается каждая ставка, и деньгами, и бонусом.
bonus-counts-cash = Считается только денежная часть ставки.
bonus-counts-bonus = Считается только бонусная часть ставки.
bonus-games = Игры, которые считаются: { $games }.
bonus-order-cash-first = Сначала ставятся ваши деньги, потом бонус.
bonus-order-bonus-first = Сначала ставится бонус, потом ваши деньги.
bonus-non-sticky = Деньги можно вывести в любой момент. Тогда вы отказываетесь от бонуса.
bonus-sticky = Деньги остаются, пока бонус не закончится. Отказаться от бонуса можно в любой момент.
bonus-becomes-all = Когда бонус отыгран, всё, что от него осталось, станет деньгами.
bonus-becomes-most = Когда бонус отыгран, то, что от него осталось, станет деньгами, но не больше { $most }.
bonus-offer-until = Предложение действует до { $until }.
bonus-take = Взять
bonus-decline = Нет, спасибо
bonus-decline-sure = <b>Отказаться от этого бонуса?</b>
    Каждый предлагают один раз: больше его вам не предложат. Остальное не изменится.
bonus-decline-yes = Да, отказаться
bonus-see = Бонус { $worth }
bonus-see-spins =
    { $spins ->
        [one] { $spins } бесплатный спин: { $game }
        [few] { $spins } бесплатных спина: { $game }
       *[other] { $spins } бесплатных спинов: { $game }
    }

bonus-active = <b>В вашем бонусе { $balance }</b>
bonus-progress = Поставлено: { $done } из { $needed }. Осталось поставить: { $left }.
bonus-spins-left =
    { $spins ->
        [one] Остался { $spins } бесплатный спин.
        [few] Осталось { $spins } бесплатных спина.
       *[other] Осталось { $spins } бесплатных спинов.
    }
bonus-active-until = До { $until }, ставки до { $most }.
bonus-look = Как обстоят дела
bonus-app = Открыть в приложении
bonus-play = Играть
bonus-reminder = <b>Ваш бонус заканчивается { $until }</b>
bonus-reminder-holds = В нём { $balance }. Что к тому времени не станет деньгами, вернётся к нам; ваши деньги останутся вашими.

bonus-completed = <b>{ $converted } бонуса теперь ваши деньги</b>
    Всё отыграно. На эти деньги можно играть, их можно вывести.
bonus-completed-back = По условиям больше в деньги не превращается: { $back } вернулось к нам.
bonus-expired = <b>Время на отыгрыш бонуса закончилось</b>
    { $back } бонуса вернулось к нам. Ваши деньги остались вашими.
bonus-lost = <b>От вашего бонуса ничего не осталось</b>
    Он сыгран до конца. Ваши деньги остались вашими.
bonus-cancelled = <b>Бонус закончился, не отыгранный до конца</b>
    { $back } бонуса вернулось к нам. Ваши деньги остались вашими.
bonus-withdrawn = <b>Вы вывели деньги, и бонус на этом закончился</b>
    { $back } бонуса вернулось к нам.
bonus-declined = Вы не взяли этот бонус. Ничего не меняется.
bonus-offer-over = Это предложение закончилось. Ничего не меняется.

bonus-none = <b>Активного бонуса нет</b>
    Ваш выигрыш — деньги, и их можно вывести.
bonus-withdrawable = Сейчас можно вывести { $cash }.
bonus-locked = { $locked } ваших денег остаются, пока бонус не закончится или вы от него не откажетесь.
bonus-gives-up = Выводя деньги, вы отказываетесь от бонуса.
bonus-code-how = Промокод пишут так, например: <code>/code SPRING</code>
bonus-give-up = Отказаться
bonus-keep = Оставить бонус
bonus-cost = <b>Отказаться от бонуса?</b>
    Вы теряете: { $loses } бонуса.
    У вас остаётся: { $keeps } денег.
bonus-cost-spins =
    { $spins ->
        [one] Вы теряете и { $spins } бесплатный спин.
        [few] Вы теряете и { $spins } бесплатных спина.
       *[other] Вы теряете и { $spins } бесплатных спинов.
    }
bonus-cost-rounds =
    { $rounds ->
        [one] Не закончен { $rounds } раунд: его выигрыш для бонуса тоже пропадёт.
        [few] Не закончены { $rounds } раунда: их выигрыш для бонуса тоже пропадёт.
       *[other] Не закончены { $rounds } раундов: их выигрыш для бонуса тоже пропадёт.
    }

bonus-claimed-note = Бонус ваш, можно играть.
bonus-declined-note = Вы его не взяли.
bonus-cancelled-note = Вы отказались от бонуса.
bonus-code-note = Код принят: вот что он предлагает.
bonus-refused-offer-over = Это предложение закончилось.
bonus-refused-bonus-active = Активен другой бонус. Сначала закончится он.
bonus-refused-excluded = Сейчас бонус для вас начать нельзя. Ваши деньги остаются вашими.
bonus-refused-deposit-gone = Депозит, с которым он пришёл, вернули или вывели, поэтому предложение закончилось.
bonus-refused-bonus-over = Этот бонус уже закончился.
bonus-refused-cost-changed = Теперь цена другая. Посмотрите ещё раз.
bonus-refused-no-such-code = Такого кода нет, или он закончился.
bonus-refused-code-used = Вы уже вводили этот код.
bonus-refused-wrong-wallet = Этот код для другой валюты, не для вашего кошелька.
bonus-refused-too-many = Слишком много кодов. Попробуйте снова через { $minutes ->
        [one] { $minutes } минуту
        [few] { $minutes } минуты
       *[other] { $minutes } минут
    }.
