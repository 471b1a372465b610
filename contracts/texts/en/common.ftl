# Words that the chat and the app share.

product = Cage
