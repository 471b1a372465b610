/** As toncenter answers what it will not or cannot do. */
export type Refused = { readonly refused: string; readonly status: number };

export const refuse = (status: number, refused: string): Refused => ({ status, refused });
export const isRefused = (answer: unknown): answer is Refused =>
  typeof answer === 'object' && answer !== null && 'refused' in answer;

export const incorrectAddress = refuse(416, 'Incorrect address');
export const missing = (field: string): Refused => refuse(422, `${field}: field required`);
