# Что читают игроки, когда подтверждают, кто они.

kyc = Подтверждение личности
safety = Ваша безопасность
kyc-short-idle = Пока не требуется
kyc-short-asked = Нужны документы
kyc-short-again = Что-то нужно прислать снова
kyc-short-checking = Проверяется
kyc-short-in-review = Смотрит человек
kyc-short-approved = Подтверждено
kyc-short-refused = Закрыто

# На первой странице.
kyc-waits = Нам нужны ваши документы
kyc-waits-again = Документ нужен ещё раз
kyc-waits-until = Просим до { $day }
kyc-waits-text = Это займёт несколько минут

# Ничего не требуется.
kyc-idle-title = Сделайте это заранее
kyc-idle-text = Сейчас документы не нужны. Можно прислать их сегодня, и потом ничего не придётся ждать.
kyc-gain-deposits = Можно вносить больше
kyc-gain-withdrawals = Крупный вывод не ждёт бумаг
kyc-gain-safety = Никто другой не присвоит ваш счёт
kyc-idle-once = Всё спросим за один раз. Возраст: от { $age } лет.
kyc-begin = Подтвердить сейчас
kyc-begin-full = Подтвердить полностью

# Что требуется, всё сразу.
kyc-asked-title =
    { $count ->
        [one] { $count } документ, один раз
        [few] { $count } документа, один раз
       *[other] { $count } документов, один раз
    }
kyc-again-title =
    { $count ->
        [one] { $count } документ ещё раз
        [few] { $count } документа ещё раз
       *[other] { $count } документов ещё раз
    }
kyc-progress = Получено { $there } из { $count }
kyc-answer-by = просим до { $day }
document-identity = Паспорт или удостоверение
document-identity-text = Страница с фотографией; карту с обеих сторон, по файлу на сторону.
document-selfie = Селфи
document-selfie-text = Лицо прямо, как вы выглядите сейчас.
document-address = Подтверждение адреса
document-address-text = Счёт или выписка банка за последние 3 месяца.
document-funds = Откуда ваши деньги
document-funds-text = Справка о доходах, налоговая или банковская выписка.
document-state-received = Получено
document-state-accepted = Принято
document-state-again = Ещё раз
again-unreadable = Не читается. Снимите снова при дневном свете, без вспышки, держа телефон неподвижно.
again-cut-off = Часть не видна. В кадре должны быть все четыре угла.
again-expired = Срок истёк. Пришлите действующий документ.
again-too-old = Старше 3 месяцев. Пришлите новее.
again-other-person = На нём другой человек. Пришлите свой.
again-wrong-document = Это другой документ. Пришлите тот, что назван здесь.
again-name-differs = Имя не такое, как в паспорте. Пришлите документ на это имя.
again-not-enough = Видно не всё. Пришлите документ целиком, все страницы.

# Файлы.
take-photo = Сделать фото
take-selfie = Сделать селфи
choose-file = Выбрать файл
add-file = Добавить файл
drop-file = или перетащите сюда JPG, PNG или PDF до 10 МБ
preview-title = Всё ли видно?
preview-picture = Снимок: { $name }
preview-send = Отправить этот
preview-other = Выбрать другой
file-number = Файл { $n }
file-held = ждёт проверки на вирусы
file-remove = Удалить { $name }
file-sent = { $sent } из { $of }
file-looked-through = Файл дошёл, проверяем его.
file-progress = Отправка: { $name }
file-stop = Остановить отправку { $name }
file-drop = Не отправлять
file-upload-empty = Файл пуст. Выберите другой или снимите заново.
file-upload-too-large = Файл больше 10 МБ. Снимите в меньшем качестве или пришлите PDF.
file-upload-type = Это не снимок и не PDF. Пришлите JPG, PNG или PDF.
file-upload-broken = Файл не открывается. Снимите заново или сохраните PDF ещё раз.
file-upload-too-many-pixels = Снимок слишком велик, или в PDF слишком много страниц. Пришлите меньший.
file-upload-infected = В файле есть что-то вредное, он удалён. Пришлите другой с чистого устройства.
file-upload-too-many =
    { $count ->
        [one] Уже есть { $count } файл. Сначала удалите его.
        [few] Уже есть { $count } файла. Сначала удалите один.
       *[other] Уже есть { $count } файлов. Сначала удалите один.
    }
file-upload-not-asked = Этот документ больше не нужен. Делать ничего не надо.
file-offline = Связь прервалась, файл не дошёл. Повторите, когда она вернётся.
file-unavailable = Файл не дошёл. Попробуйте ещё раз.
file-too-fast = Слишком часто. Подождите минуту и повторите.

# Кто они.
facts-title = Как в вашем документе
facts-text = Буква в букву: мы сравним.
fact-givenNames = Имя и отчество
fact-familyName = Фамилия
fact-bornOn = Дата рождения
fact-bornOn-hint = Играть можно с { $age } лет.
fact-country = Страна выдачи
fact-country-choose = Выберите страну
fact-documentNumber = Номер документа
fact-expiresOn = Действителен до
fact-no-expiry = Мой документ бессрочный
fact-missing = Заполните это поле.
fact-not-letters = Только буквы, как в документе.
fact-too-long = Не больше 80 букв.
fact-not-a-day = Такого дня нет в календаре.
fact-not-yet = Этот день ещё не наступил. Проверьте год.
fact-too-long-ago = Это слишком давно. Проверьте год.
fact-expired = Срок документа истёк. Нужен действующий.
fact-not-a-number = От 4 до 24 букв и цифр, как в документе.
hand-in = Отправить всё на проверку
hand-in-note = После этого изменить ничего нельзя, пока мы не ответим.
hand-in-missing =
    { $count ->
        [one] Не хватает ещё { $count } документа.
       *[other] Не хватает ещё { $count } документов.
    }
hand-in-sending = Файл ещё отправляется.
hand-in-held = Файл ещё ждёт проверки на вирусы. Можно выйти и вернуться позже.

# Почему и как.
kyc-why = Почему мы спрашиваем
kyc-because-law = Закон требует знать, кому мы платим, начиная с определённой суммы.
kyc-because-player-wishes = Вы сами об этом попросили.
kyc-because-before-play = Закон требует знать, кто играет, до первой игры.
kyc-because-deposits-in-total = Закон требует знать, кто вносит деньги, с определённой общей суммы.
kyc-because-withdrawal = Закон требует знать, кому мы платим, с определённой общей суммы.
kyc-because-document-expired = Срок вашего документа кончается, нужен следующий.
kyc-because-screening = Нужно ещё раз взглянуть на ваши данные, как время от времени требует закон.
kyc-because-staff = Наши сотрудники просят об этом ради безопасности счёта.
kyc-total =
    { $days ->
        [36525] У вас { $so } из { $of } за всё время.
        [one] У вас { $so } из { $of } за { $days } день.
        [few] У вас { $so } из { $of } за { $days } дня.
       *[other] У вас { $so } из { $of } за { $days } дней.
    }
kyc-why-safe = Файлы шифруются сразу. Открыть их могут только проверяющие, и каждое открытие записывается.
kyc-why-answer =
    { $hours ->
        [one] Человек ответит в течение { $hours } часа.
       *[other] Человек ответит в течение { $hours } часов.
    }
kyc-photo = Какое фото подойдёт
kyc-photo-corners = Все четыре угла в кадре
kyc-photo-sharp = Резко, в цвете, без вспышки
kyc-photo-face = Всё лицо, свет спереди, без тёмных очков
kyc-photo-bill = На счёте видны имя, адрес и дата за последние 3 месяца
kyc-photo-funds = Видно имя, сумму и кто её выплатил

# Теперь дело за нами.
kyc-checking-title = Проверяем документы
kyc-checking-text = Это минута или две. Страницу можно закрыть.
kyc-review-title = Сейчас смотрит человек
kyc-review-text =
    { $hours ->
        [one] Ответ придёт в течение { $hours } часа, здесь и в чате. От вас ничего не нужно.
       *[other] Ответ придёт в течение { $hours } часов, здесь и в чате. От вас ничего не нужно.
    }
kyc-step-sent =
    { $count ->
        [one] { $count } документ получен
        [few] { $count } документа получены
       *[other] { $count } документов получены
    }
kyc-step-checked = Файлы, даты и имена проверены
kyc-step-person = Решает человек
kyc-step-person-text = И никогда одна машина.

# Чем кончилось.
kyc-approved-title = Личность подтверждена
kyc-approved-text = Спасибо. Больше ничего не нужно.
kyc-level = Уровень
kyc-level-none = Нет
kyc-level-basic = Личность
kyc-level-full = Личность, адрес и средства
kyc-until = Действует до
kyc-until-text = До этого мы заранее попросим следующий документ.
kyc-refused-heading = Мы не можем подтвердить этот счёт
kyc-refused-text = Поэтому он закрыт для игры и пополнений. Нам жаль, что нет лучшего ответа.
kyc-refused-money = Ваши деньги остаются вашими: их вам выплатят.
kyc-refused-support = Вы не согласны? Напишите нам в чат, прочитает человек.

# Почему нет и что делать.
kyc-not-kyc-refused = Проверка этого счёта закрыта. Напишите нам в чат.
kyc-not-kyc-nothing-to-ask = Вы подтверждены полностью. Ничего не нужно.
kyc-not-account-closed = Этот счёт объединён с другим. Войдите снова.
kyc-not-kyc-not-asked = Сейчас от вас ничего не нужно. Загляните чуть позже.
kyc-not-kyc-incomplete = Чего-то ещё не хватает. Посмотрите выше.
kyc-not-kyc-held = Файл ещё ждёт проверки на вирусы. Повторите через несколько минут.
kyc-not-unknown-document = Этого файла уже нет, или он отправлен на проверку.
kyc-not-malformed = Что-то не читается. Проверьте имена и даты.
kyc-offline = Нет связи. Ничего не отправлено; повторите, когда она вернётся.
kyc-unavailable = Это до нас не дошло. Повторите: дважды ничего не сделается.
