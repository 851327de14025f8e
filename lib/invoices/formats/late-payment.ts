import { formatMoney } from '../../kernel/money'
import type { InvoiceDocument } from '../invoice-document'

/** What happens after the due date, in the document's language; null when nothing is agreed. */
export function lateInterestText({
  language,
  lateInterestPercent,
  reminderFee,
  currency,
}: Pick<InvoiceDocument, 'language' | 'lateInterestPercent' | 'reminderFee' | 'currency'>): string | null {
  const percent = lateInterestPercent === null ? null : lateInterestPercent.replace('.', language === 'sv' ? ',' : '.')
  const fee = reminderFee === null ? null : formatMoney(reminderFee, currency, language)
  const sentences =
    language === 'sv'
      ? [
          percent && `Efter förfallodagen tas dröjsmålsränta ut med ${percent} % per år.`,
          fee && `Påminnelseavgift: ${fee}.`,
        ]
      : [
          percent && `Interest on late payment is ${percent} % a year from the due date.`,
          fee && `Reminder fee: ${fee}.`,
        ]
  return sentences.filter(Boolean).join(' ') || null
}
