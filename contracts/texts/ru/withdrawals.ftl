# Что игроки читают, когда выводят деньги: сколько, что мешает, какой путь они проходят, и чек.

withdrawal = Вывод
withdraw-limits = Сейчас от { $least } до { $most }
withdraw-all = Всё
withdraw-to = Куда отправить
way-out-stripe = Карта, которой вы платили
withdraw-fee-none = Без комиссии
withdraw-fee = Комиссия { $fee }, сверх суммы
you-receive = Вы получите
leaves-cash = Уйдёт с баланса
withdraw-sum = Вывести { $amount }
withdraw-otherwise = Вывести иначе
nothing-leaves-yet = Ничего не уйдёт, пока вы не подтвердите вывод кодом из чата.

set-aside = Отложено для вас
set-aside-text = На эти деньги нельзя играть, и никто не попросит вас забрать их обратно.
confirm-with-code = Подтвердите кодом
code-resent = Новый код в чате; прежний больше не действует.
confirm-sum = Подтвердить { $amount }
not-confirmed-is-back = Не подтвердите вовремя — вся сумма вернётся на баланс.
take-back = Не выводить
progress = Где они сейчас
details = Сколько это стоит
goes-to = Куда
withdrawal-unknown = Такого вывода нет
withdrawal-unknown-text = По этому адресу у вас ничего нет. Ваши выводы — в истории.

step-out-requested = Запрошен
step-out-code = Подтверждён кодом
step-out-approval = Одобрен сотрудниками
step-out-sending = Отправлен
step-out-paid = Выплачен
step-out-paid-in-part = Выплачен частично
step-out-refused = Не выплачен
step-out-rate-moved = Не отправлен: курс изменился
step-out-declined = Сотрудники отказали
step-out-expired = Не подтверждён вовремя
step-out-cancelled = Отозван
# What it is at.
step-now-code = Ждёт вашего кода
step-now-approval = Смотрят сотрудники
step-now-sending = В пути
approvals = Одобрили { $given } из { $needed }
meanwhile-awaiting-code = Код у вас в чате.
meanwhile-confirmed = Передаём на выплату. От вас ничего не нужно.
meanwhile-awaiting-approval = Прежде чем деньги уйдут, на вывод смотрят разные сотрудники. От вас ничего не нужно: их решение вы прочтёте здесь и в чате.
meanwhile-sending = Деньги у платёжной компании. Как только она сообщит о выплате, вы прочтёте об этом здесь и в чате. От вас ничего не нужно.
ended-paid-in-part = Остальное выплатить не удалось, оно снова на балансе. Комиссия стала меньше на ту же долю.
came-back = { $amount } вернулось: банк не принял деньги. Они снова на балансе, и комиссия за них тоже.
ended-refused =
    { $because ->
        [recipient-refuses] Адрес не принял перевод и вернул его. Вся сумма снова на балансе, комиссия тоже. Укажите другой адрес: этот вернёт снова.
        [recipient-frozen] Адрес в сети заморожен, поэтому ничего не отправлено. Вся сумма снова на балансе, комиссия тоже. Укажите другой адрес.
        [ours] Не получилось у нас; адрес тут ни при чём. Вся сумма снова на балансе, комиссия тоже. Попробуйте позже или напишите в поддержку и назовите номер.
       *[unknown] Платёжная компания не приняла вывод. Вся сумма снова на балансе, комиссия тоже.
    }
ended-rate-moved = Курс изменился, и пришло бы меньше, чем мы показали. Ничего не отправлено, вся сумма снова на балансе, комиссия тоже.
ended-declined = Сотрудники отказали. Вся сумма снова на балансе, комиссия тоже. Спросите поддержку о причине и назовите номер.
ended-expired = Вывод не подтвердили. Ничего не ушло, вся сумма снова на балансе.
ended-cancelled = Вы отозвали вывод. Ничего не ушло, вся сумма на балансе.

you-asked-for = Вы просили
you-received = Вы получили
left-cash = Ушло с баланса
its-way = Путь денег
receipt-line = Чек { $code }: { $amount }, { $state }. { $day }, { $time }.
receipt-share = Поделиться чеком
receipt-copy = Скопировать чек
history-filter = Что показано
history-all = Всё
history-deposit = Приход
history-withdrawal = Вывод
nothing-out-yet = Выводов пока не было.

why-not = Почему нельзя вывести?
why-not-text = Сейчас мешает вот что. Ваши деньги в сохранности.
why-not-nothing = Ничто не мешает.
why-not-others = Почему нельзя иначе?
why-not-never = Перерыв или самоисключение никогда не мешают выводу.
blocked-no-way-out-title = Выплатить пока нечем
blocked-no-way-out = Здесь это пока ничем не выплатить. От вас ничего не нужно.
blocked-rail-paused-title = Приостановлено
blocked-rail-paused = Этот способ сейчас приостановлен. Попробуйте позже.
blocked-no-rate-title = Нет верного курса
blocked-no-rate = Сейчас никто не может назвать верный курс того, что должно прийти. Попробуйте через несколько минут.
blocked-no-telegram-title = Нет Telegram для кода
blocked-no-telegram = Каждый вывод подтверждают кодом в Telegram. Сначала привяжите свой Telegram.
blocked-open-dispute-title = Платёж оспорен
blocked-open-dispute = Владелец карты просит свой банк вернуть один из ваших платежей. Вывод ждёт, пока банк решит; в чеке этого платежа об этом сказано.
blocked-verification-missing-title = Нужно знать, кто вы
blocked-verification-missing = Подтвердите, кто вы: всё нужное спросим сразу, и человек ответит в течение суток.
blocked-bonus-locked-title = Бонус держит ваши деньги
blocked-bonus-locked = Осталось отыграть { $left }. Или откажитесь от бонуса: тогда можно вывести все деньги.
blocked-unconfirmed-withdrawal-title = Другой вывод ждёт кода
blocked-unconfirmed-withdrawal = Подтвердите тот вывод или отзовите его.
blocked-too-many-under-way-title = Несколько выводов в пути
blocked-too-many-under-way =
    { $count ->
        [one] У вас { $count } вывод в пути. Подождите, пока он дойдёт.
        [few] У вас { $count } вывода в пути. Подождите, пока один дойдёт.
        [many] У вас { $count } выводов в пути. Подождите, пока один дойдёт.
       *[other] У вас { $count } вывода в пути. Подождите, пока один дойдёт.
    }
blocked-below-minimum-title = Меньше наименьшего
blocked-below-minimum = Наименьший вывод: { $least }.
blocked-above-maximum-title = Больше наибольшего
blocked-above-maximum = Наибольший вывод за раз: { $most }.
blocked-not-coverable-title = Деньги возвращаются тем же путём
blocked-not-coverable = На карту, которой вы платили, вернуть можно не больше { $most }.
blocked-owes-title = Платёж вернулся плательщику
blocked-owes = Зачисленный платёж вернулся плательщику. За вами ещё { $debt }, эта сумма не выводится.
blocked-insufficient-funds-title = Не хватает денег
blocked-insufficient-funds =
    { $fee ->
        [none] У вас { $available }.
       *[other] У вас { $available }, а комиссия { $fee } берётся сверх суммы.
    }
in-order-no-telegram = Telegram для кода привязан
in-order-open-dispute = Платежи не оспорены
in-order-verification-missing = Других подтверждений личности не требуется
in-order-bonus-locked = Никакой бонус не держит ваши деньги
in-order-unconfirmed-withdrawal = Другие выводы кода не ждут
do-link-telegram = Привязать Telegram
do-confirm-who = Подтвердить личность
do-see-it = Перейти к нему
do-see-them = Посмотреть их
why-blocked = Кое-что мешает, поэтому ничего не отложено.
why-rail-short = Выплатить это сейчас нельзя. Деньги в сохранности; попробуйте позже.
why-account-closed = Этот аккаунт привязали к другому. Войдите снова.
why-unknown-withdrawal = Такого вывода нет.
why-not-to-cancel = Подтверждённый вывод здесь не отзывают.
why-too-late = Деньги уже в пути, или всё закончено.

# Куда отправляют деньги.
way-out-adyen = Карта или банковский счёт
destinations = Ваши банковские счета
destination-add = Добавить банковский счёт
destination-iban = Банковский счёт
destination-card-token = Карта
destination-unconfirmed = ждёт кода
destination-new = Новый: до { $time } на переводы туда смотрят двое сотрудников
destination-most =
    { $count ->
        [one] Сохранён { $count }, больше нельзя. Сначала удалите его.
        [few] Сохранено { $count }, больше нельзя. Сначала удалите один.
        [many] Сохранено { $count }, больше нельзя. Сначала удалите один.
       *[other] Сохранено { $count }, больше нельзя. Сначала удалите один.
    }
destination-remove = Удалить { $label }
destination-remove-text = Туда больше ничего не отправят. Добавить снова можно с новым кодом.
destination-remove-now = Удалить
destination-keep = Оставить
destination-save = Сохранить и прислать код
destination-confirm = Подтвердить счёт
destination-code-sent = Бот прислал в чат шесть цифр для { $label }. Они действуют десять минут.
destination-new-text = Сутки на каждый вывод на новый счёт смотрят двое сотрудников: вор первым делом добавил бы свой.
destination-why-code = Его подтверждают кодом из чата. Потом номер виден лишь частично, и вам тоже.
choose-destination = Выберите, куда
goes-back-first = До { $amount } вернётся тем же путём, счёт для этого не нужен.
back-to-amount = Назад к сумме
iban = IBAN
iban-hint = Например DE89 3704 0044 0532 0130 00
iban-shape = Это не IBAN. Он начинается с двух букв и двух цифр, например DE89.
holder = Имя владельца счёта
holder-hint = Как в банке. Счёт должен быть вашим.
holder-missing = Напишите имя, как в банке.
why-iban-invalid = Это не IBAN: цифра неверна, пропущена или лишняя. Сверьте его с банком.
why-already-saved = Этот счёт уже сохранён и подтверждён.
why-too-many-destinations = Сохранено столько, что сначала надо удалить один.
why-rail-off = Сейчас здесь ничто туда не платит. Попробуйте позже.
why-unknown-destination = Этого счёта больше нет среди сохранённых.
why-in-use = Туда идёт вывод. Удалите счёт, когда он дойдёт.
blocked-goes-back-first-title = Сначала деньги вернутся тем же путём
blocked-goes-back-first =
    { $rail ->
        [stripe] Сначала { $left } должно вернуться на карту, которой вы платили. Этим способом можно не больше { $most }.
       *[other] Сначала { $left } должно вернуться тем же путём. Этим способом можно не больше { $most }.
    }
blocked-destination-missing-title = Некуда отправить
blocked-destination-missing =
    { $most ->
        [none] Нужен ваш банковский счёт.
       *[other] До { $most } вернётся тем же путём. Для большего нужен ваш банковский счёт.
    }
blocked-destination-unconfirmed-title = Счёт не подтверждён
blocked-destination-unconfirmed = Сначала подтвердите его кодом из чата или выберите другое место.

# What it is paid in.
pay-in = Валюта

# Stars, where cash has its words in another file.
added-to-stars = Станет вашими Звёздами
stars-before = Звёзд было
stars-after = Звёзд стало

# Вывод денег означает отказ от действующего бонуса: об этом говорится заранее, и безопасный выбор стоит первым.
gives-up-head = Вывод денег означает отказ от бонуса
gives-up-see = Во что это обойдётся
ends-offers =
    { $count ->
        [one] { $count } предложение к вашему пополнению закончится, как только вы запросите вывод.
        [few] { $count } предложения к вашему пополнению закончатся, как только вы запросите вывод.
       *[many] { $count } предложений к вашему пополнению закончатся, как только вы запросите вывод.
    }
ends-offers-see = Смотреть предложения
give-up-head = Так вы откажетесь от бонуса
give-up-bonus = Пропадёт { $bonus } бонуса.
give-up-spins =
    { $count ->
        [one] Пропадёт { $count } бесплатный спин.
        [few] Пропадут { $count } бесплатных спина.
       *[many] Пропадут { $count } бесплатных спинов.
    }
give-up-rounds =
    { $count ->
        [one] Открыт { $count } раунд: бонусная часть его выигрыша тоже пропадёт.
        [few] Открыты { $count } раунда: бонусная часть их выигрыша тоже пропадёт.
       *[many] Открыто { $count } раундов: бонусная часть их выигрыша тоже пропадёт.
    }
give-up-keeps = Ваши деньги, { $cash }, остаются вашими.
give-up-at-once = Бонус закончится сразу, даже если вы не подтвердите вывод.
give-up-keep = Оставить бонус
give-up-do = Отказаться от бонуса и вывести { $amount }
why-bonus-would-be-lost = Так вы отказались бы от бонуса, поэтому ничего не отложено. Начните новый вывод, чтобы увидеть, чего это стоит.
do-see-bonus = К бонусу
