# Игры: стол, слот, кости и лимбо.

# Карточки на первой странице.
games = Игры
how-fair = Как устроена честность
returns = Возврат { $share }
in-chat = В чате
in-chat-text = В неё играют в чате: отправьте боту { $command }.
open-chat = Открыть чат
waits-round = Продолжить: { $game }
waits-round-text = Раунд открыт. Ставка { $stake } отложена для него.

# Стол.
to-games = Назад к играм
no-such-game = Такой игры здесь нет.
no-table = В эту игру не играют в вашей валюте.
provably-fair = Честность
play-money = Деньги и сессия
play-bonus = Бонус
play-session = Сессия
play-net = Итог
cabinet = Поле
stake = Ставка
stakes = Ставки
stake-locked = Ставка, закрыта до конца раунда
stake-lower =
    { $to ->
        [none] Меньшей ставки нет
       *[other] Снизить ставку до { $to }
    }
stake-raise =
    { $to ->
        [none] Большей ставки нет
       *[other] Поднять ставку до { $to }
    }
stake-half = ½, половина ставки
stake-twice = 2×, вдвое больше
stake-free = даром
stake-none = Выигрыш мог бы превысить то, что платит игра. Выберите множитель ниже.
stake-from-table = Ставки от { $least } до { $most }
stake-from-most-win = Так до { $most }: выигрыш не выше { $win }
stake-from-bonus = До { $most }: больше бонус не допускает
stake-keys = ↑ ↓ меняют ставку
sound = Звук
spins-left =
    { $count ->
        [one] { $count } бесплатный спин
        [few] { $count } бесплатных спина
       *[other] { $count } бесплатных спинов
    }
funds-cash-first = Сначала деньги
funds-bonus-first = Сначала бонус
last-nets = Итоги последних раундов, сначала новые
last-rounds = Последние раунды
round-number = Раунд
round-paid = Выплата
round-line =
    { $stake ->
        [free] Бесплатный спин · выплата { $paid }
       *[other] Ставка { $stake } · выплата { $paid }
    }
round-went-cash =
    { $before ->
        [none] Деньги { $after }
       *[other] Деньги { $before } → { $after }
    }
round-went-bonus =
    { $before ->
        [none] Бонус { $after }
       *[other] Бонус { $before } → { $after }
    }
round-told =
    { $cash ->
        [none] { $title }. { $net }.
       *[other] { $title }. { $net }. Деньги: { $cash }.
    }
land = Стоп
land-hint = Нажмите, чтобы остановить
take = Забрать
a-line = { $stake } на линию
a-win-pays = выигрыш { $win }
how-it-pays = Как платит
pays = Платит
pays-at = При { $stake }
odds = Шансы
win-chance = Шанс
returns-text = В долгой игре возвращается { $share } поставленного. Отдельный раунд может кончиться как угодно: игра — это расход, а не доход.
target-bounds = От { $least } до { $most }

# Никто не ответил, или ответ — нет.
bet-unknown = Ответа ещё нет
bet-unknown-text = Мы спрашиваем об этом раунде, пока не узнаем. Ставка сделана не больше одного раза.
act-unknown-text = Мы спрашиваем об этом шаге, пока не узнаем. Он сделан не больше одного раза.
bet-offline = Нет связи. Ничего не поставлено.
bet-too-fast = Слишком быстро. Ничего не поставлено. Попробуйте чуть позже.
bet-turned-away = Не получилось. Ничего не поставлено. Попробуйте ещё раз.
bet-not-excluded = Игра для вас приостановлена. Деньги остаются вашими, их можно вывести.
bet-not-kyc-refused = В проверке отказано, играть нельзя. Деньги можно вывести.
bet-not-verification-needed = До игры мы должны узнать, кто вы.
bet-not-over-loss-limit = Проигрыш мог бы превысить остаток вашего лимита.
bet-not-session-over = Ваш лимит времени на сегодня исчерпан.
bet-not-wrong-choice = Такого выбора в игре нет. Выберите снова.
bet-not-below-least = Это меньше наименьшей ставки.
bet-not-over-most = Это больше наибольшей ставки.
bet-not-over-most-win = Выигрыш мог бы превысить то, что платит игра. Поставьте меньше.
bet-not-over-exposure = Сейчас мы не можем принять такую ставку. Поставьте меньше.
bet-not-over-bonus-stake = Ваш бонус не допускает такой ставки. Поставьте меньше или откажитесь от бонуса.
bet-not-insufficient-funds = У вас меньше этой ставки. Поставьте меньше или пополните.
bet-not-round-open = Раунд этой игры открыт. Сначала закончите его.
bet-not-no-free-spin = Этот бесплатный раунд использован или истёк.
bet-not-not-your-wallet = Вы играете в другой валюте.
bet-not-wrong-action = Такого шага в игре нет.
bet-not-not-legal = Сейчас в этом раунде так нельзя.
bet-not-round-moved = Раунд продолжили в другом месте. Вот как он стоит.
bet-not-round-over = Раунд окончен.
bet-not-no-such-round = Такого раунда нет.
way-limits = Лимиты
way-kyc = Проверка
way-rewards = Бонус
way-deposit = Пополнить

# Медный сад.
spin = Крутить
orchard-idle = Три барабана, все линии
orchard-idle-text = Пятая часть ставки на каждую из { $count } линий
orchard-turning = Барабаны крутятся
orchard-no-line = Линий нет
orchard-two = Две вишни, линия { $line }
orchard-three =
    { $symbol ->
        [seven] Три семёрки
        [bar] Три BAR
        [bell] Три колокола
        [clover] Три клевера
        [plum] Три сливы
        [lemon] Три лимона
       *[cherry] Три вишни
    }, линия { $line }
orchard-lines = Линий: { $count } — { $lines }
orchard-pays = Платят три на линии, на каждой из { $count } линий. Две вишни платят в начале линии.
orchard-on-line = На линии
orchard-line-stake = К линии
symbol-seven = семь
symbol-bar = BAR
symbol-bell = колокол
symbol-clover = клевер
symbol-plum = слива
symbol-lemon = лимон
symbol-cherry = вишня

# Кости.
roll = Бросить
dice-target = Порог
dice-wins = Выигрыш
dice-loses = Проигрыш
dice-none = Ещё не бросали
dice-rolled = Выпало { $roll }
dice-rolling = Бросаем
dice-you-roll =
    { $side ->
        [under] Меньше
       *[over] Больше
    }
dice-flip =
    { $to ->
        [under] На «меньше»
       *[over] На «больше»
    }
dice-odds =
    { $side ->
        [under] Меньше
       *[over] Больше
    } { $target }, шанс { $chance }, платит { $pays }
dice-idle =
    { $side ->
        [under] Выигрывает меньше { $target }
       *[over] Выигрывает больше { $target }
    }
dice-last = Прошлый раз { $roll }
dice-won =
    { $side ->
        [under] { $roll } меньше { $target }
       *[over] { $roll } больше { $target }
    }
dice-lost =
    { $side ->
        [under] { $roll } не меньше { $target }
       *[over] { $roll } не больше { $target }
    }
dice-bet = Ставка на
dice-side =
    { $side ->
        [under] меньше { $target }
       *[over] больше { $target }
    }
dice-pays = Выпадает одно из 10 001 числа, от 0.00 до 100.00. Платит 0.99, делённое на ваш шанс. Число, равное порогу, не выигрывает ни с какой стороны.

# Лимбо.
limbo-press = Вперёд
limbo-target = Цель
limbo-targets = Цели
limbo-target-is = Цель { $target }
limbo-none = Ещё не играли
limbo-reached = Дошло до { $reached }
limbo-rising = Растёт
limbo-idle = Выигрывает { $target } и выше
limbo-last = Прошлый раз дошло до { $reached }
limbo-won = Дошло до { $reached }: платим { $target }
limbo-lost = { $reached } ниже { $target }
limbo-pays = Назовите множитель, от 1.01 до 10 000. Если число дойдёт до него, он выплачивается, как бы далеко оно ни ушло.

# Ставка, оставшаяся без ответа из-за перезагрузки или ухода со стола.
last-bet-waits = { $game }: на последнюю ставку пока нет ответа.
last-bet-played = Ваша последняя ставка сыграна: { $game }, ставка { $stake }, итог { $net }.
last-bet-open = Ваша последняя ставка принята: { $game }, ставка { $stake }. Раунд открыт.
last-bet-not = Ваша последняя ставка не сыграна: { $game }, ставка { $stake }.
last-bet-see = Смотреть раунд
last-bet-go-on = Играть дальше
bet-never-arrived = Она до нас не дошла. Ничего не поставлено.
