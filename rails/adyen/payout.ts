import { IbanAccountIdentification } from '@adyen/api-library/lib/src/typings/transfers/ibanAccountIdentification.js';
import { PartyIdentification } from '@adyen/api-library/lib/src/typings/transfers/partyIdentification.js';
import { TransferInfo } from '@adyen/api-library/lib/src/typings/transfers/transferInfo.js';
import { payoutTerms } from '../../contracts/terms.ts';
import { assert } from '../../domain/assert.ts';
import { add, isMoreThan, type Money, money, subtract } from '../../domain/money.ts';
import { inPlay } from '../../domain/terms.ts';
import type { PayoutTerms } from '../../domain/withdrawals.ts';
import type { OpenDestination, PayoutPart, PayoutRail } from '../payout-rail.ts';
import type { AdyenClient } from './client.ts';
import { createMovements, type Movement, type MovementDeps } from './movements.ts';
import { amountValue, currencyOf, referenceOf } from './reading.ts';
import { refundMovement } from './refund.ts';

/** In front of the id of a destination, where a part goes to one and not back to a payment. */
const TO = 'destination:';

export type AdyenPayoutDeps = MovementDeps & {
  readonly play: boolean;
  /** What a destination is in full, at the moment of sending. */
  readonly openDestination: OpenDestination;
};

/**
 * Money out by the way it came first: refunds of the player's own payments, the oldest first. What they do not cover goes to a
 * saved bank account of theirs, as far as it does not have to go back by another way.
 */
export function adyenPayout({ play, openDestination, ...deps }: AdyenPayoutDeps): PayoutRail {
  const terms: PayoutTerms = play ? inPlay(payoutTerms.adyen) : payoutTerms.adyen;
  const movements = createMovements(deps);
  const movementOf = (part: PayoutPart): Movement =>
    part.target.startsWith(TO)
      ? bankMovement(deps.adyen, part, openDestination)
      : refundMovement(deps.adyen, referenceOf('payout', part.reference), part.target, part);

  return {
    id: 'adyen',
    terms,
    takes: 'iban',

    plan({ amount, refundable, beyond = money(amount.asset, 0n), destination }) {
      const parts: { amount: Money; target: string }[] = [];
      let missing = amount;
      for (const { chargeId, left } of refundable) {
        if (missing.minor === 0n) break;
        if (left.asset !== amount.asset || left.minor === 0n) continue;
        const part = isMoreThan(missing, left) ? left : missing;
        parts.push({ amount: part, target: chargeId });
        missing = subtract(missing, part);
      }
      if (missing.minor === 0n) return { parts, destination: 'card' };
      const covered = subtract(amount, missing);
      if (isMoreThan(missing, beyond)) return { reason: 'not-coverable', most: add(covered, beyond) };
      if (!destination) return { reason: 'destination-missing', most: covered };
      const { id, label } = destination;
      return {
        parts: [...parts, { amount: missing, target: `${TO}${id}` }],
        destination: parts.length > 0 ? `card + ${label}` : label,
      };
    },

    send: async (part) => movements.send(movementOf(part)),
    lookUp: async (part) => movements.lookUp(movementOf(part)),
  };
}

/** A transfer to a bank account. Its number is opened at the last moment, and goes to Adyen alone. */
function bankMovement({ transfers, account }: AdyenClient, part: PayoutPart, open: OpenDestination): Movement {
  const reference = referenceOf('payout', part.reference);
  return {
    reference,
    by: 'transfer',
    firstSentAt: part.firstSentAt,
    async ask(idempotencyKey) {
      const details = await open(part.target.slice(TO.length));
      assert(details.kind === 'iban', 'a bank is paid at a bank account');
      const { iban, holder } = details;
      assert(account.balanceAccount, 'there is a balance account to pay from');
      const { id, status, reason } = await transfers.transferFunds(
        {
          amount: { currency: currencyOf(part.amount.asset), value: amountValue(part.amount.minor) },
          balanceAccountId: account.balanceAccount,
          category: TransferInfo.CategoryEnum.Bank,
          counterparty: {
            bankAccount: {
              accountHolder: { fullName: holder, type: PartyIdentification.TypeEnum.Individual },
              accountIdentification: { iban, type: IbanAccountIdentification.TypeEnum.Iban },
            },
          },
          priority: TransferInfo.PriorityEnum.Regular,
          reference,
          description: 'Cage',
        },
        { idempotencyKey },
      );
      return { id: id ?? reference, status, why: reason };
    },
  };
}
