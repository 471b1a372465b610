# أسماء الألعاب، في المحادثة والتطبيق.
game-brass-orchard = البستان النحاسي
game-dice = النرد
game-limbo = ليمبو
game-mines = الألغام
game-coin-flip = رمي العملة
game-guess = خمّن الرقم
game-mini-spin = التدوير الصغير
game-drop = الرمية
