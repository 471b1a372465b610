# Что игроки читают о своём аккаунте: вход, устройства и привязка Telegram.

language = Язык
back = Назад
telegram = Telegram

# Первая страница в браузере.
welcome-headline = Касса в Telegram, которая показывает свои книги
welcome-cash = Деньги — это деньги.
welcome-cash-text = К ним ничего не приплюсовано.
welcome-receipt = У каждого платежа своя квитанция.
welcome-receipt-text = Отдельная страница: сколько было и сколько стало.
welcome-games = Игры, которые можно проверить.
welcome-games-text = Любой раунд пересчитаете сами, и без сети.
welcome-password = Без пароля.
welcome-password-text = Вас впускает ваш Telegram, и никого больше.
continue-in-telegram = Продолжить в Telegram
log-in-with-telegram = Войти здесь через Telegram
login-off = Этот способ входа здесь не открыт. Продолжите в Telegram.
start-without = Начать без Telegram
start-without-text = Пока вы не привяжете Telegram, аккаунт откроет только этот браузер.
adults = Только для взрослых.

# Почему никто не вошёл.
outside-signed-out-title = Вы вышли
outside-signed-out-text = Вы вышли сами. На этом устройстве ничего вашего не осталось.
outside-ended-title = Вход завершён
outside-ended-text = Вход завершён с другого устройства или сотрудниками, истёк его срок, или мы завершили его ради вашей безопасности. Ваши деньги на месте. Это не вы? Войдите и проверьте устройства.
outside-launch-used-title = Откройте приложение ещё раз
outside-launch-used-text = Каждый запуск из Telegram впускает один раз. После перезагрузки или на старой странице нужен новый. Ваши деньги на месте.
outside-unreachable-title = Мы недоступны
outside-unreachable-text = Ваши деньги в сохранности. Повторите через минуту.
outside-login-refused-text = В Telegram ответили «нет», никто не вошёл. Попробуйте ещё раз или выберите другой способ.
outside-login-failed-text = Вход не завершён: прошло много времени, или его начали в другом месте. Попробуйте ещё раз.
outside-login-away-text = Страница входа Telegram сейчас не отвечает. Продолжите в Telegram.
open-anew = Открыть приложение
kept-title = Что помнит это устройство
kept-from = По состоянию на { $day }, { $time }. С тех пор могло измениться.

# Браузер ждёт чат.
ticket-number = Число, которое нужно выбрать в чате
ticket-waiting = Ждём ваш чат
ticket-seen = Выберите это число в чате
ticket-in = Вы вошли.
ticket-left = Осталось { $time }.
ticket-once = Ссылка работает один раз.
ticket-camera = Наведите сюда камеру телефона
ticket-camera-text = Откроется бот: нажмите «Старт» и выберите число.
ticket-qr = QR-код: ссылка на бота в Telegram
ticket-here = Или откройте Telegram на этом компьютере
ticket-open = Открыть Telegram
ticket-link = Не открылось? Веб-ссылка
ticket-refused-title = Ничего не произошло
ticket-refused-text = В чате выбрали другое число или «Это не я». Попросите ещё раз и выберите число, которое видите здесь.
ticket-over-title = Срок ссылки истёк
ticket-over-text = Она работает один раз, пять минут. Ничего не произошло.
ticket-again = Попросить ещё раз

# Чей это аккаунт.
profile = Ваш профиль
account-code = Аккаунт
member-since = Вы с нами с
telegram-joined = Привязан
telegram-not-joined = Не привязан
invitation = Ссылка-приглашение
share = Поделиться
copy = Скопировать: { $what }
copied = Скопировано
not-copied = Выделено: скопируйте сами.
sign-out-here = Выйти здесь
stay-signed-in = Остаться
sign-out-lost = { $code } открывают только браузеры, где вы вошли. После выхода из последнего к аккаунту никто не вернётся, и мы не сможем вас впустить. Сначала привяжите Telegram или останьтесь.

# Где выполнен вход.
devices = Устройства
device-unknown = Неизвестное устройство
door-mini-app = Приложение в Telegram
door-chat = Браузер, впущен чатом
door-oidc = Браузер, вход через Telegram
door-widget = Браузер, вход через Telegram
door-browser = Браузер
device-openings =
    { $count ->
        [one] Открыто { $count } раз
        [few] Открыто { $count } раза
        [many] Открыто { $count } раз
       *[other] Открыто { $count } раза
    }
seen-now = Сейчас открыто
seen-at = Последний раз: { $moment }
this-one = Здесь
sign-out = Отключить
sign-out-named = Отключить: { $device }
sign-out-others = Выйти на всех остальных
sign-out-everywhere = Выйти на всех устройствах
sign-out-everywhere-text = На каждом устройстве, и на этом, нужно будет войти заново. Деньги останутся на месте.
devices-only-this = Больше вы нигде не вошли.
signed-out-one = Это устройство отключено.
signed-out-others = Все остальные устройства отключены.

# Привязка Telegram.
join-card-text = Пока ваш аккаунт открывают только браузеры, где вы вошли.
join-why = Этот аккаунт начат в браузере, и открывают его только браузеры, где вы вошли. С привязанным Telegram:
join-gain-anywhere = вы входите с любого устройства без пароля
join-gain-deposits = можно пополнять: счета оплачивают в Telegram
join-gain-receipts = квитанции и коды приходят в чат
join-shown-first = Ничего не привяжется, пока вы не увидите, что именно, там и здесь.
join-agreed = Чат согласился. Вот что будет привязано к аккаунту Telegram, номер которого кончается на { $digits }:
join-side-browser = Этот браузер
join-side-chat = Ваш чат
goes-on = Остаётся
is-closed = Закроется
since = С
join-no-chat-account = У вашего Telegram здесь ещё нет аккаунта. Он будет открывать этот.
join-outcome = Остаётся { $code }, здесь и в чате. Другой закроется; его история сохранится у нас. Все остальные входы в оба завершатся: вы останетесь только на этой странице.
join-outcome-alone = Остаётся { $code }, здесь и в чате. Все остальные входы завершатся: вы останетесь только на этой странице.
join = Привязать
not-now = Не сейчас
cannot-join-title = Эти два аккаунта привязать нельзя
cannot-join-meanwhile = Ничего не изменилось: каждый открывается как раньше.
joined-title = Привязано
joined-text = Ваш аккаунт { $code }, здесь и в чате.

# Отвязка.
unlink = Отвязать Telegram
unlink-in-browser = Чтобы отвязать Telegram, сначала войдите в браузере: там вы останетесь.
unlink-ends = Это закончится
unlink-ends-receipts = квитанции и сообщения в чате
unlink-ends-codes = коды от бота и пополнение по счёту
unlink-ends-app = приложение в Telegram и вход через Telegram
unlink-remains = Это останется
unlink-remains-account = ваш аккаунт, его код и история
unlink-remains-browsers = браузеры, где вы вошли, и этот тоже
unlink-warning = Дальше аккаунт откроют только эти браузеры. Чат начнёт заново, со своим аккаунтом.
unlink-keep = Оставить привязанным
unlink-ask = Прислать код
code-label = Код из чата
code-sent = Бот прислал в чат шесть цифр. Они действуют до { $time }.
code-key = Или нажмите в чате «Да, сделать».
code-again = Прислать новый код
unlinked-title = Telegram отвязан
unlinked-text = { $code } открывают браузеры, где вы вошли, и ничто больше.

# Почему нельзя и что делать.
why-bot-unknown = Бот сейчас недоступен. Повторите через минуту.
why-unknown-ticket = Эта ссылка больше не известна. Попросите ещё раз.
why-ticket-over = Прошло слишком много времени, или чат не согласился. Попросите ещё раз.
why-both-hold-money = На обоих аккаунтах есть или ожидаются деньги, поэтому мы не трогаем ни один. Сначала сыграйте или выведите деньги с одного из них.
why-has-other-telegram = К этому аккаунту привязан другой Telegram. Сначала отвяжите его в настройках.
why-no-telegram = Telegram не привязан.
why-only-way-in = Пока аккаунт открывает только Telegram. Сначала войдите в браузере: там вы останетесь.
why-holds-money = На аккаунте есть деньги или ожидается платёж. Коды для них приходят в чат, поэтому Telegram остаётся, пока аккаунт не пуст.
why-no-chat = Бот не может вам написать. Откройте чат, нажмите «Старт» и повторите.
why-codes-locked = Введено слишком много неверных кодов. Новый можно попросить в { $time }.
why-too-many-codes = Запрошено слишком много кодов. Следующий можно попросить в { $time }.
why-code-unknown = Этот код не известен. Попросите новый.
why-code-over = Код больше не действует: использован, отклонён, заменён, или срок истёк. Попросите новый.
why-code-wrong =
    { $count ->
        [one] Это не тот код. Осталась { $count } попытка.
        [few] Это не тот код. Осталось { $count } попытки.
        [many] Это не тот код. Осталось { $count } попыток.
       *[other] Это не тот код. Осталось { $count } попытки.
    }
why-act-changed = То, для чего был код, с тех пор изменилось. Попросите новый.
why-unknown-session = Это устройство уже отключено.
why-too-fast = Слишком часто. Подождите минуту и повторите.

# Как приложение говорит и выглядит.
as-telegram = Как в Telegram
theme = Оформление
theme-telegram = Как в Telegram
theme-device = Как на устройстве
theme-light = Светлое
theme-dark = Тёмное
device = На этом устройстве
device-text = Здесь хранятся последний баланс и платежи, чтобы читать их без сети.
device-forget = Забыть их здесь
device-forgotten = На этом устройстве забыто.

# Страницы с условиями, в конце настроек.
legal-terms = Условия
legal-privacy = Ваши данные
