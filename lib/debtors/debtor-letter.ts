import { formatMoney } from '../kernel/money'
import type { Letter, MailLanguage } from '../mailings/mailing'
import type { BlockReason } from './decide-block'

/** What a customer is told of the rules. */
export type DebtorNews =
  | { readonly news: 'warned'; readonly blocksOn: string }
  | { readonly news: 'blocked'; readonly reason: BlockReason }
  | { readonly news: 'unblocked' }

interface Told {
  readonly language: MailLanguage
  readonly seller: string
  /** Decimal string in kronor. */
  readonly owes: string
}

/** The letter before tokens are blocked, when they are, and when they work again. */
export function debtorLetter(said: DebtorNews, { language, seller, owes }: Told): Letter {
  const sum = formatMoney(owes, 'SEK', language)
  const [subject, ...lines] = language === 'sv' ? swedish(said, sum) : english(said, sum)
  const greeting = language === 'sv' ? ['Hej!', 'Med vänlig hälsning'] : ['Hello,', 'Kind regards']
  return {
    subject: subject as string,
    text: [greeting[0], ...lines, `${greeting[1]}\n${seller}`].join('\n\n'),
    attachments: [],
  }
}

function swedish(said: DebtorNews, sum: string): readonly string[] {
  switch (said.news) {
    case 'warned':
      return [
        `Era laddtaggar spärras ${said.blocksOn}`,
        `Ni har en förfallen faktura som vi har påmint om. Totalt är ${sum} obetalt.`,
        `Betala före den ${said.blocksOn}, annars spärras era taggar tills betalningen har kommit in. Har ni betalat de senaste dagarna kan ni bortse från det här brevet.`,
      ]
    case 'blocked':
      return [
        'Era laddtaggar är spärrade',
        said.reason === 'overdue'
          ? `En förfallen faktura är fortfarande inte betald. Totalt är ${sum} obetalt.`
          : `Kreditgränsen är nådd: ${sum} är obetalt eller ännu inte fakturerat.`,
        'Taggarna fungerar igen av sig själva när betalningen har kommit in.',
      ]
    case 'unblocked':
      return ['Era laddtaggar fungerar igen', 'Tack för betalningen. Spärren av era taggar är hävd.']
  }
}

function english(said: DebtorNews, sum: string): readonly string[] {
  switch (said.news) {
    case 'warned':
      return [
        `Your charging tokens will be blocked on ${said.blocksOn}`,
        `An invoice that we have reminded you of is overdue. In all ${sum} is unpaid.`,
        `Please pay before ${said.blocksOn}; otherwise your tokens are blocked until the payment has reached us. If you have paid in the last few days, please disregard this letter.`,
      ]
    case 'blocked':
      return [
        'Your charging tokens are blocked',
        said.reason === 'overdue'
          ? `An overdue invoice is still not paid. In all ${sum} is unpaid.`
          : `The credit limit is reached: ${sum} is unpaid or not invoiced yet.`,
        'The tokens work again by themselves once the payment has reached us.',
      ]
    case 'unblocked':
      return ['Your charging tokens work again', 'Thank you for the payment. Your tokens are no longer blocked.']
  }
}
