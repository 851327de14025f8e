import { formatMoney } from '../kernel/money'
import type { NewMailing } from '../mailings/mailing'
import type { AgreementRow } from './agreement-row'

const WORDS = {
  sv: {
    subject: (number: string, month: string) => `Avräkning ${number} för ${month}`,
    text: (name: string, month: string, amount: string) =>
      `Hej ${name},\n\nhär är avräkningen för laddningen på er anläggning i ${month}. Att betala till er: ${amount}. Alla laddningar som räknats finns summerade i den bifogade filen, och rättelser av tidigare månader står på egna rader.\n\nSvara på det här brevet om något ser fel ut.`,
    owed: (name: string, month: string, amount: string) =>
      `Hej ${name},\n\nhär är avräkningen för laddningen på er anläggning i ${month}. Den slutar på ${amount} i vår favör. Alla laddningar som räknats finns summerade i den bifogade filen, och rättelser av tidigare månader står på egna rader.\n\nSvara på det här brevet om något ser fel ut.`,
  },
  en: {
    subject: (number: string, month: string) => `Settlement statement ${number} for ${month}`,
    text: (name: string, month: string, amount: string) =>
      `Dear ${name},\n\nthis is the settlement for charging at your site in ${month}. To be paid to you: ${amount}. The attached file sums up every charge that was counted; corrections of earlier months have lines of their own.\n\nAnswer this letter if something looks wrong.`,
    owed: (name: string, month: string, amount: string) =>
      `Dear ${name},\n\nthis is the settlement for charging at your site in ${month}. It ends with ${amount} in our favour. The attached file sums up every charge that was counted; corrections of earlier months have lines of their own.\n\nAnswer this letter if something looks wrong.`,
  },
} as const

interface Told {
  readonly id: string
  readonly number: string
  readonly month: string
  readonly agreement: AgreementRow
  readonly by: string
  readonly payable: string
}

/** The mail that brings an issued statement to its host. */
export function statementLetter({ id, number, month, agreement, by, payable }: Told): NewMailing {
  const { language, name } = agreement
  const words = WORDS[language]
  const named = new Intl.DateTimeFormat(language === 'sv' ? 'sv-SE' : 'en-GB', {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${month}-01T00:00:00Z`))
  const isOwed = payable.startsWith('-')
  const amount = formatMoney(payable.replace('-', ''), 'SEK', language)
  return {
    kind: 'settlement-statement',
    to: agreement.email,
    language,
    subject: words.subject(number, named),
    text: (isOwed ? words.owed : words.text)(name, named, amount),
    attachments: [{ what: 'host-statement', statementId: id }],
    about: { type: 'settlement', id },
    by,
    dedupeKey: `host-statement:${id}`,
  }
}
