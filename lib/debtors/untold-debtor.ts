import { formatMoney } from '../kernel/money'
import type { MailLanguage } from '../mailings/mailing'
import type { DebtorNews } from './debtor-letter'

/** A customer without an address to write to, which somebody has to call. */
export interface UntoldDebtor {
  readonly customerId: string
  readonly name: string
  readonly news: DebtorNews
  /** Decimal string in kronor. */
  readonly owes: string
}

/** What operators' bells say of it. */
export function untoldDebtor(
  { name, news, owes }: UntoldDebtor,
  language: MailLanguage,
): { readonly title: string; readonly body: string } {
  const sum = formatMoney(owes, 'SEK', language)
  if (language === 'sv') {
    const title = {
      warned: `${name}: taggarna spärras ${'blocksOn' in news ? news.blocksOn : ''}`,
      blocked: `${name}: taggarna är spärrade`,
      unblocked: `${name}: taggarna fungerar igen`,
    }
    return { title: title[news.news], body: `Kunden har ingen e-postadress och vet inte om det. Obetalt: ${sum}.` }
  }
  const title = {
    warned: `${name}: tokens will be blocked on ${'blocksOn' in news ? news.blocksOn : ''}`,
    blocked: `${name}: tokens are blocked`,
    unblocked: `${name}: tokens work again`,
  }
  return { title: title[news.news], body: `The customer has no e-mail address and has not been told. Unpaid: ${sum}.` }
}
