# What players read where they confirm who they are.

kyc = Confirm who you are
safety = Your safety
kyc-short-idle = Not asked for yet
kyc-short-asked = Documents are asked for
kyc-short-again = Something is asked for again
kyc-short-checking = Being checked
kyc-short-in-review = A person is looking
kyc-short-approved = Verified
kyc-short-refused = Closed

# On the first page.
kyc-waits = We ask you for documents
kyc-waits-again = A document is needed again
kyc-waits-until = Please finish by { $day }
kyc-waits-text = It takes a few minutes

# Nothing is asked.
kyc-idle-title = Do it before you need it
kyc-idle-text = Nobody asks you for documents now. You may send them today, and nothing waits for it later.
kyc-gain-deposits = You can deposit more
kyc-gain-withdrawals = A large withdrawal does not wait for papers
kyc-gain-safety = Nobody else can claim your account
kyc-idle-once = Everything is asked in one go. You must be { $age } or older.
kyc-begin = Verify now
kyc-begin-full = Verify to the full level

# What is asked, all at once.
kyc-asked-title =
    { $count ->
        [one] One document, asked once
       *[other] { $count } documents, asked once
    }
kyc-again-title =
    { $count ->
        [one] One document once more
       *[other] { $count } documents once more
    }
kyc-progress = { $there } of { $count } are there
kyc-answer-by = please finish by { $day }
document-identity = Passport or ID card
document-identity-text = The page with your picture; of a card both sides, one file each.
document-selfie = Selfie
document-selfie-text = Your face from the front, as you look now.
document-address = Proof of address
document-address-text = A bill or a bank statement of the last 3 months.
document-funds = Where your money comes from
document-funds-text = A payslip, a tax notice or a bank statement.
document-state-received = Received
document-state-accepted = Accepted
document-state-again = Send again
again-unreadable = It cannot be read. Take it again in daylight, without flash, and hold the phone still.
again-cut-off = A part is missing. All four corners must be in the picture.
again-expired = It has expired. Send one that is valid today.
again-too-old = It is older than 3 months. Send a newer one.
again-other-person = It shows somebody else. Send one that is yours.
again-wrong-document = It is another kind of document. Send the one that is named here.
again-name-differs = The name is not the one in your passport or ID. Send one in that name.
again-not-enough = It does not show enough. Send the whole document, with every page.

# Files.
take-photo = Take a photo
take-selfie = Take a selfie
choose-file = Choose a file
add-file = Add a file
drop-file = or drop a JPG, PNG or PDF here, up to 10 MB
preview-title = Is it all there?
preview-picture = Picture: { $name }
preview-send = Send this one
preview-other = Choose another one
file-number = File { $n }
file-held = waits for its virus check
file-remove = Remove { $name }
file-sent = { $sent } of { $of }
file-looked-through = It is all there; we look through it.
file-progress = Sending { $name }
file-stop = Stop sending { $name }
file-drop = Leave it out
file-upload-empty = The file is empty. Choose another one, or take the picture again.
file-upload-too-large = The file is larger than 10 MB. Take the picture at a lower quality, or send a PDF.
file-upload-type = This is no picture and no PDF. Send a JPG, PNG or PDF.
file-upload-broken = The file cannot be opened. Take the picture again, or save the PDF anew.
file-upload-too-many-pixels = The picture is too large, or the PDF has too many pages. Send a smaller one.
file-upload-infected = The file carries something harmful, so it was thrown away. Send another one from a device that is clean.
file-upload-too-many =
    { $count ->
        [one] There is a file already. Remove it first.
       *[other] There are { $count } files already. Remove one first.
    }
file-upload-not-asked = This document is not asked for any more. Nothing needs to be done.
file-offline = The connection was lost, so the file did not arrive. Try again when you are back.
file-unavailable = The file did not arrive. Try again.
file-too-fast = That was too often. Wait a minute, then try again.

# Who they are.
facts-title = As your document has it
facts-text = Letter by letter: it is compared.
fact-givenNames = Given names
fact-familyName = Family name
fact-bornOn = Date of birth
fact-bornOn-hint = Players must be { $age } or older.
fact-country = Country that issued it
fact-country-choose = Choose a country
fact-documentNumber = Document number
fact-expiresOn = Valid until
fact-no-expiry = My document does not expire
fact-missing = Please fill this in.
fact-not-letters = Letters only, as in the document.
fact-too-long = At most 80 letters.
fact-not-a-day = The calendar has no such day.
fact-not-yet = This day is still to come. Look at the year.
fact-too-long-ago = This is too long ago. Look at the year.
fact-expired = The document has expired. Use one that is valid.
fact-not-a-number = 4 to 24 letters and digits, as in the document.
hand-in = Send it all to be checked
hand-in-note = You can change nothing after this, until we answer.
hand-in-missing =
    { $count ->
        [one] One document is still missing.
       *[other] { $count } documents are still missing.
    }
hand-in-sending = A file is still on its way.
hand-in-held = A file still waits for its virus check. You can go; come back later.

# Why, and how.
kyc-why = Why we ask
kyc-because-law = The law asks us to know who we pay, from a certain sum on.
kyc-because-player-wishes = You asked for it yourself.
kyc-because-before-play = The law asks us to know who plays, before the first game.
kyc-because-deposits-in-total = The law asks us to know who pays in, from a certain total on.
kyc-because-withdrawal = The law asks us to know who we pay, from a certain total on.
kyc-because-document-expired = Your document runs out, so we need the next one.
kyc-because-screening = We must look at your details once more, as the law asks us to do from time to time.
kyc-because-staff = Our staff ask for it to keep your account safe.
kyc-total =
    { $days ->
        [36525] You are at { $so } of { $of } in all.
        [one] You are at { $so } of { $of } within { $days } day.
       *[other] You are at { $so } of { $of } within { $days } days.
    }
kyc-why-safe = Files are encrypted when they arrive. Only reviewers can open them, and each opening is recorded.
kyc-why-answer =
    { $hours ->
        [one] A person answers within { $hours } hour.
       *[other] A person answers within { $hours } hours.
    }
kyc-photo = A photo that passes
kyc-photo-corners = All four corners are in the picture
kyc-photo-sharp = Sharp, in colour, without flash
kyc-photo-face = Your whole face, lit from the front, without sunglasses
kyc-photo-bill = A bill shows name, address and a date of the last 3 months
kyc-photo-funds = Your name, the sum, and who paid it can be read

# It is with us.
kyc-checking-title = We check your documents
kyc-checking-text = This takes a minute or two. You can close this page.
kyc-review-title = A person looks at it now
kyc-review-text =
    { $hours ->
        [one] You have an answer within { $hours } hour, here and in the chat. Nothing is needed from you.
       *[other] You have an answer within { $hours } hours, here and in the chat. Nothing is needed from you.
    }
kyc-step-sent =
    { $count ->
        [one] One document is there
       *[other] { $count } documents are there
    }
kyc-step-checked = Files, dates and names are checked
kyc-step-person = A person decides
kyc-step-person-text = Never a machine alone.

# How it ended.
kyc-approved-title = You are verified
kyc-approved-text = Thank you. Nothing more is needed from you.
kyc-level = Level
kyc-level-none = None
kyc-level-basic = Identity
kyc-level-full = Identity, address and funds
kyc-until = Good until
kyc-until-text = Before then we ask for the next document, in good time.
kyc-refused-heading = We cannot verify this account
kyc-refused-text = So it is closed to play and to deposits. We are sorry that there is no better answer.
kyc-refused-money = Your money stays yours: it is paid out to you.
kyc-refused-support = Do you see it differently? Write to us in the chat; a person reads it.

# Why not, and the way on.
kyc-not-kyc-refused = The verification of this account is closed. Write to us in the chat.
kyc-not-kyc-nothing-to-ask = You are verified as far as it goes. Nothing is needed.
kyc-not-account-closed = This account was linked with another one. Sign in again.
kyc-not-kyc-not-asked = Nothing is asked of you now. Look again in a moment.
kyc-not-kyc-incomplete = Something is still missing. Look at what is asked above.
kyc-not-kyc-held = A file still waits for its virus check. Try again in a few minutes.
kyc-not-unknown-document = This file is gone already, or was handed in.
kyc-not-malformed = Something of it cannot be read. Look at names and dates once more.
kyc-offline = You are offline. Nothing was sent; try again when you are back.
kyc-unavailable = That did not reach us. Try again: nothing is done twice.
