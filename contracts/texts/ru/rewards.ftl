# Бонусы, баллы, таблица недели, что может писать бот, и раунды в истории.

rewards = Бонусы
bonus = Бонус
bonus-played = Отыграно { $done } из { $needed }
bonus-until = до { $at }
offer-waits = Вам предложен бонус { $amount }
offer-waits-spins = Вам предложены бесплатные спины
offer-waits-text = Сначала условия. Можно взять до { $at }.
offers-waiting =
    { $count ->
        [one] { $count } предложение для вас
        [few] { $count } предложения для вас
       *[many] { $count } предложений для вас
    }
offer-take-until = Можно взять до { $at }.
bonuses-not-read = Сейчас не удаётся прочитать ваши бонусы.

bonus-kind-first-deposit = Бонус к пополнению
bonus-kind-free-spins = Бесплатные спины
bonus-kind-code = Бонус по коду

bonus-none = Активного бонуса нет.
bonus-none-text = Выигрыш сразу ваш, его можно вывести.
bonus-to-go = осталось { $left }
bonus-bar = Отыграно по бонусу
bonus-most-stake = Ставка не выше
bonus-ends = До
bonus-becomes = Станет
becomes-all = деньгами целиком
becomes-most = деньгами, до { $most }
bonus-give-up = Отказаться
bonus-terms = Все условия
counts-title = Что засчитывается
counts-all = Засчитывается любая ставка, деньгами и бонусом.
counts-cash = Засчитывается только часть ставки деньгами.
counts-bonus = Засчитывается только часть ставки бонусом.
counts-others = Игры, которых здесь нет, не засчитываются.
spins-left-text = { $game }, по { $stake }, платим мы. Выигрыш идёт в бонус.
spins-play = Играть
spins-first = Счёт начнётся с первого выигрыша бесплатных спинов.

withdrawable-title = Что можно вывести?
withdrawable-now = Можно вывести сейчас
withdrawable-locked = Удержано до конца бонуса
withdrawable-bonus = Бонус, пока не деньги
withdrawable-all = Все деньги свободны.
withdrawable-gives-up = Деньги свободны. Но любой вывод означает отказ от бонуса.
withdrawable-locked-text = Бонус удерживает эти деньги, пока не отыгран или пока вы не отказались.
withdrawable-cost = Во что это обойдётся

offers = Предложения
offers-none = Предложений сейчас нет.
offer-for-deposit = За ваше пополнение на { $deposit }.
offer-take = Взять
offer-take-sum = Взять { $amount }
offer-no = Нет, спасибо
offer-leave-title = Отказаться от предложения?
offer-leave-text = Оно делается один раз и больше не повторится. Если оставить его, оно подождёт до конца срока.
offer-leave-keep = Пока оставить
offer-leave-do = Отказаться от него
offer-until = Можно взять до { $at }. Если не брать, ничего не произойдёт.
offer-waits-for-other = Другой бонус активен. Сначала он.
term-deposit = Пополнение
term-deposit-value = от { $least }, { $percent } от суммы, не больше { $most }
term-bonus = Бонус
term-spins = Бесплатные спины
term-spins-value = { $count }× { $game } по { $stake }
term-play = Отыграть
term-play-value = { $needed }, { $times }× бонуса
term-play-times = { $times }× бонуса
term-play-spins = { $times }× выигрыша спинов
term-time = Время на игру
term-stake = Ставки
term-stake-value = до { $most } за раунд
term-counts = Засчитывается
term-cash = Ваши деньги
term-cash-sticky = удержаны, пока бонус не отыгран или не отменён
term-cash-non-sticky = свободны; вывод отменяет бонус
term-order = Сначала ставятся
term-order-cash-first = ваши деньги
term-order-bonus-first = бонус
term-becomes = Потом станет

cost-title = Отказаться от бонуса?
cost-lose = Вы теряете
cost-lose-text = бонус и его выигрыши
cost-keep = Остаётся вам
cost-keep-text = все ваши деньги
cost-spins = Потерянные спины
cost-played = Уже отыграно
cost-open =
    { $count ->
        [one] Открыт { $count } раунд. Доля бонуса в его выигрыше тоже пропадёт.
        [few] Открыты { $count } раунда. Доля бонуса в их выигрыше тоже пропадёт.
       *[other] Открыто { $count } раундов. Доля бонуса в их выигрыше тоже пропадёт.
    }
cost-final = Отменить отказ нельзя.
cost-as-of = На { $time }
cost-keep-it = Оставить бонус
cost-give-up = Отдать { $amount }
cost-give-up-spins = Отдать спины
cost-over = Этот бонус закончился.

code-title = Промокод
code-hint = Сначала вы увидите условия. Без вашего «да» ничего не начнётся.
code-unclear = В коде от 3 до 32 букв и цифр.
code-look-up = Проверить
code-have = У меня есть код

bonus-ended-title = Завершённые
bonus-ended-completed = отыгран, { $converted } стали деньгами
bonus-ended-completed-capped = отыгран, { $converted } стали деньгами, { $forfeited } сверх предела
bonus-ended-missed = не взят вовремя
bonus-ended-expired = время вышло, снято { $forfeited }
bonus-ended-lost = от него ничего не осталось
bonus-ended-cancelled = закончился раньше, снято { $forfeited }
bonus-ended-withdrawn = вы вывели деньги, снято { $forfeited }
bonus-ended-declined = не взят
promotions-title = Что бывает
promotion-first-deposit = За первое пополнение.
promotion-free-spins = За первое пополнение.
promotion-code = По коду.

level-named = Уровень { $level }, { $name }
level-points =
    { $points ->
        [one] { $points } балл
        [few] { $points } балла
       *[other] { $points } баллов
    }
level-next =
    { $points ->
        [one] { $points } балл до «{ $name }».
        [few] { $points } балла до «{ $name }».
       *[other] { $points } баллов до «{ $name }».
    }
level-top = Выше уровня нет.
level-rule = { $amount } ставок деньгами дают балл. Баллы не отнимаются.
level-bar = Путь к следующему уровню

leaderboard = Таблица недели
leaderboard-ends = До { $at }
leaderboard-see = Посмотреть таблицу
leaderboard-points = Баллы
leaderboard-rank = Место
leaderboard-player = Игрок
leaderboard-you = Вы
leaderboard-empty = На этой неделе баллов ещё ни у кого нет. Таблицу откроет первая ставка деньгами.
leaderboard-not-you = Вас в ней пока нет.
leaderboard-rule = Баллы за ставки деньгами с понедельника. На { $time }; последние секунды могли не войти.
leaderboard-names = Другие видят четыре последних знака вашего кода приглашения, а если хотите, то «Скрыт».

notices = Что может писать бот
notices-text = О деньгах, кодах и проверке он пишет всегда.
notice-promotions = Акции
notice-promotions-text = Новые предложения и коды
notice-wagering = Бонусы
notice-wagering-text = Бонус отыгран или скоро закончится
notice-vip = Уровни
notice-vip-text = Когда вы достигли нового
notice-quiet = Тихие часы
notice-quiet-text = Что придёт за это время, бот скажет потом
notice-from = С
notice-until = До
notice-zone = По часам: { $zone }
notice-zone-take = По часам этого устройства: { $zone }
notice-listed = Мой код в таблице
notice-listed-text = Его четыре последних знака; иначе вы «Скрыт»

rewards-not-offer-over = Предложение закончилось. Ничего не изменилось.
rewards-not-bonus-active = Активен другой бонус. Сначала отыграйте его или откажитесь.
rewards-not-excluded = Сейчас бонус для вас начать нельзя.
rewards-not-deposit-gone = Пополнение, с которым он пришёл, возвращено или выведено.
rewards-not-bonus-over = Этот бонус уже закончился.
rewards-not-cost-changed = Теперь это стоит иначе. Посмотрите ещё раз.
rewards-not-no-such-code = Такого кода нет, или он закончился.
rewards-not-code-used = Вы уже вводили этот код.
rewards-not-wrong-wallet = Этот код для другой валюты, не вашего кошелька.
rewards-not-no-such-grant = Такого бонуса нет. Откройте страницу заново.
rewards-not-no-such-zone = Такого часового пояса мы не знаем. Ничего не изменилось.
rewards-offline = Нет сети. Ничего не изменилось; повторите, когда она появится.
rewards-unavailable = До нас не дошло. Повторите: дважды ничего не сделается.

history-play = Игра
rounds-none = Раундов ещё не было.
rounds-earlier = Более ранние раунды в разделе «Игра»
rounds-many =
    { $count ->
        [one] { $count } раунд
        [few] { $count } раунда
       *[other] { $count } раундов
    }
rounds-paid = { $staked } дали { $paid }
round-free = бесплатно
round-is-open = раунд открыт
day-play = игра
day-in = пришло
day-out = ушло
round = Раунд
round-stake = Ставка
round-stake-free = Ставка за наш счёт
round-gave = Выплачено
round-times = Множитель
round-money = Какие деньги
round-share = Выигрыш делится так же, как делилась ставка.
round-then = { $staked }, затем { $paid }
bonus-before = Было бонуса
bonus-after = Стало бонуса
round-fairness = Честность
round-seal = Наша печать
round-seed = Ваше зерно, счётчик
round-check = Проверить раунд
round-go-on = Продолжить раунд
round-left = К этому раунду не вернулись, или начался перерыв. Он закончен по своему правилу и выплачен по тому, что уже открыто.
replay = Повтор
replay-of = Чем кончилось: { $words }

fell-brass-orchard =
    { $count ->
        [0] нет линий
        [one] { $count } линия
        [few] { $count } линии
       *[other] { $count } линий
    }
fell-dice =
    { $side ->
        [under] { $roll }, на меньше { $target }
       *[over] { $roll }, на больше { $target }
    }
fell-limbo = { $reached }×, цель { $target }×
fell-mines =
    { $ended ->
        [mine] мина на клетке { $opened }, мин { $mines }
       *[other] открыто { $opened }, мин { $mines }
    }
fell-coin-flip =
    { $fell ->
        [heads] орёл
       *[tails] решка
    }
fell-guess = { $drawn }, вы назвали { $number }
fell-drop = { $face }
fell-mini-spin = { $left }, { $middle }, { $right }
