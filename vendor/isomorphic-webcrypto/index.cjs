// Node 20 and every browser have it: tonweb needs no more.
module.exports = globalThis.crypto;
