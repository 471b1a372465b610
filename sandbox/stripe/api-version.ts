/** The version whose shapes are played here, pinned by the client library. */
export const API_VERSION = '2026-10-28.endive';
