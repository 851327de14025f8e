import { Decimal, minorDigits } from '../kernel/money'
import { describeRestrictions } from './describe-restrictions'
import { metElements } from './met-elements'
import type { PriceLimit, SpotTerms, TariffComponent, TariffElement, TariffTerms } from './tariff'

interface Words {
  readonly locale: string
  readonly energy: (price: string) => string
  readonly spot: (markup: string | null) => string
  readonly fees: (price: string) => string
  readonly atLeast: (price: string) => string
  readonly atMost: (price: string) => string
  readonly flat: (price: string) => string
  readonly reservationFee: (price: string) => string
  readonly time: (price: string, per: string) => string
  readonly reserved: (price: string, per: string) => string
  readonly idle: (price: string, per: string, graceMinutes: string | null) => string
  readonly step: (amount: string) => string
  readonly minimum: (price: string) => string
  readonly maximum: (price: string) => string
  readonly exclusive: string
  readonly otherwise: string
  readonly list: (times: readonly string[]) => string
  readonly ownVat: (percent: string) => string
  readonly including: (percent: string) => string
  readonly excluding: (percent: string) => string
  readonly withoutVat: string
  readonly free: string
  readonly freeThen: string
  readonly freeOf: Readonly<Record<TariffComponent['dimension'], string>>
}

const WORDS: Readonly<Record<'sv' | 'en', Words>> = {
  sv: {
    locale: 'sv-SE',
    energy: (price) => `${price}/kWh`,
    spot: (markup) => (markup === null ? 'elbörsens kvartspris per kWh' : `elbörsens kvartspris + ${markup}/kWh`),
    fees: (price) => `${price}/kWh i avgifter och skatt`,
    atLeast: (price) => `lägst ${price}`,
    atMost: (price) => `högst ${price}`,
    flat: (price) => `${price} per laddning`,
    reservationFee: (price) => `${price} per bokning`,
    time: (price, per) => `${price}/${per} under laddning`,
    reserved: (price, per) => `${price}/${per}`,
    idle: (price, per, grace) =>
      grace === null ? `fulladdad ${price}/${per}` : `efter ${grace} min fulladdad ${price}/${per}`,
    step: (amount) => `per påbörjade ${amount}`,
    minimum: (price) => `minst ${price} per laddning`,
    maximum: (price) => `högst ${price} per laddning`,
    exclusive: 'före moms',
    otherwise: 'annars',
    list: (times) => `${times.slice(0, -1).join(', ')} och ${times.at(-1)}`,
    ownVat: (percent) => `(${percent} % moms)`,
    including: (percent) => `inkl. ${percent} % moms`,
    excluding: (percent) => `exkl. ${percent} % moms`,
    withoutVat: 'utan moms',
    free: 'Gratis',
    freeThen: 'gratis',
    freeOf: { energy: 'gratis energi', flat: 'ingen startavgift', time: 'gratis laddtid', idle: 'gratis att stå kvar' },
  },
  en: {
    locale: 'en-GB',
    energy: (price) => `${price}/kWh`,
    spot: (markup) =>
      markup === null
        ? 'the exchange’s quarter-hour price per kWh'
        : `the exchange’s quarter-hour price + ${markup}/kWh`,
    fees: (price) => `${price}/kWh in fees and tax`,
    atLeast: (price) => `at least ${price}`,
    atMost: (price) => `at most ${price}`,
    flat: (price) => `${price} per session`,
    reservationFee: (price) => `${price} per reservation`,
    time: (price, per) => `${price}/${per} while charging`,
    reserved: (price, per) => `${price}/${per}`,
    idle: (price, per, grace) =>
      grace === null ? `${price}/${per} when done charging` : `${price}/${per} when done charging for ${grace} min`,
    step: (amount) => `for each ${amount} begun`,
    minimum: (price) => `at least ${price} per session`,
    maximum: (price) => `at most ${price} per session`,
    exclusive: 'before VAT',
    otherwise: 'otherwise',
    list: (times) => `${times.slice(0, -1).join(', ')} and ${times.at(-1)}`,
    ownVat: (percent) => `(${percent}% VAT)`,
    including: (percent) => `incl. ${percent}% VAT`,
    excluding: (percent) => `excl. ${percent}% VAT`,
    withoutVat: 'no VAT',
    free: 'Free of charge',
    freeThen: 'free',
    freeOf: { energy: 'free energy', flat: 'no start fee', time: 'free charging time', idle: 'free to stay' },
  },
}

/** A price per unit with all its decimals, at least the currency's own: `3,90 kr`, `0,1234 kr`. */
export function formatPrice(price: string, currency: string, locale: string): string {
  const value = new Decimal(price)
  const digits = Math.max(minorDigits(currency), value.decimalPlaces())
  return new Intl.NumberFormat(WORDS[locale === 'sv' ? 'sv' : 'en'].locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: minorDigits(currency),
    maximumFractionDigits: digits,
  }).format(value.toFixed(digits) as unknown as number)
}

/**
 * A tariff as one plain sentence: `3,90 kr/kWh; efter 30 min fulladdad 1,00 kr/min; inkl. 25 % moms`, with what applies only at times
 * behind its time: `vardagar 06–22: 4,00 kr/kWh; annars: 3,00 kr/kWh; inkl. 25 % moms`. Prices that nobody meets are left out, and of
 * tariffs that always apply prices of 0.
 */
export function describeTariff(terms: TariffTerms, locale: string): string {
  const tariff = { ...terms, elements: metElements(terms.elements) }
  const language = locale === 'sv' ? 'sv' : 'en'
  const words = WORDS[language]
  const sentence = new Sentence(tariff, words)
  const isPlain = tariff.elements.every(({ restrictions }) => describeRestrictions(restrictions, language) === '')
  const parts: string[] = []
  if (isPlain) parts.push(...sentence.plain())
  else {
    let last = { said: '', times: [] as string[] }
    const always: string[] = []
    const elsewhere = new Set<string>()
    for (const [index, said] of tariff.elements.entries()) {
      const when = describeRestrictions(said.restrictions, language)
      // What has no other price before it does not hold "otherwise" but always.
      const alone = when === '' && index > 0 ? said.components.filter(({ dimension }) => !elsewhere.has(dimension)) : []
      always.push(...sentence.of({ components: alone }))
      const element = { ...said, components: said.components.filter((one) => !alone.includes(one)) }
      if (said.restrictions?.reservation === undefined) {
        for (const { dimension } of said.components) elsewhere.add(dimension)
      }
      if (element.components.length === 0) continue
      const prices = sentence.of(element)
      const isRest = when === '' && index > 0
      const text = prices.length === 0 ? words.freeThen : prices.join(', ')
      if (when !== '' && text === last.said) {
        // Hours painted as several windows are one price.
        last.times.push(when)
        parts[parts.length - 1] = `${words.list(last.times)}: ${text}`
        continue
      }
      last = { said: when === '' ? '' : text, times: [when] }
      parts.push(when === '' ? (isRest ? `${words.otherwise}: ${text}` : text) : `${when}: ${text}`)
    }
    parts.push(...always)
  }
  parts.push(...sentence.limits())
  if (parts.length === 0) return words.free
  parts.push(sentence.vat())
  return parts.join('; ')
}

const wordsOf = (locale: string) => WORDS[locale === 'sv' ? 'sv' : 'en']

/** One price in words, also where it is 0: `3,90 kr/kWh`. */
export const describeComponent = (
  component: TariffComponent,
  tariff: TariffTerms,
  isReservation: boolean,
  locale: string,
): string => new Sentence(tariff, wordsOf(locale)).one(component, isReservation)

/** `minst 10,00 kr per laddning`. */
export const describeLimit = (which: 'min' | 'max', limit: PriceLimit, tariff: TariffTerms, locale: string): string =>
  new Sentence({ ...tariff, limits: { [which]: limit } }, wordsOf(locale)).limits()[0]!

/** `inkl. 25 % moms`. */
export const describeVat = (tariff: TariffTerms, locale: string): string => new Sentence(tariff, wordsOf(locale)).vat()

/** The order in which people want to know. */
const ORDER: readonly TariffComponent['dimension'][] = ['energy', 'flat', 'time', 'idle']

class Sentence {
  constructor(
    private readonly tariff: TariffTerms,
    private readonly words: Words,
  ) {}

  /** Each dimension by the first element that has it. */
  plain(): string[] {
    const all = this.tariff.elements.flatMap(({ components }) => components)
    const first = ORDER.flatMap((dimension) => all.find((component) => component.dimension === dimension) ?? [])
    return this.of({ components: first })
  }

  of({ components, restrictions }: TariffElement): string[] {
    const inOrder = ORDER.flatMap(
      (dimension) => components.find((component) => component.dimension === dimension) ?? [],
    )
    const isReservation = restrictions?.reservation !== undefined
    return inOrder.flatMap((component) => {
      const said = this.component(component, isReservation)
      if (said === null) return []
      const { vatPercent } = component
      const hasOwnVat = vatPercent !== undefined && !new Decimal(vatPercent).equals(this.tariff.vatPercent)
      return hasOwnVat ? [`${said} ${this.words.ownVat(this.number(vatPercent))}`] : [said]
    })
  }

  one(component: TariffComponent, isReservation: boolean): string {
    const restrictions = isReservation ? { reservation: 'reserved' as const } : undefined
    const [said] = this.of({ components: [component], ...(restrictions && { restrictions }) })
    return said ?? this.words.freeOf[component.dimension]
  }

  limits(): string[] {
    const { min, max } = this.tariff.limits ?? {}
    return [
      ...(min ? [this.words.minimum(this.limit(min))] : []),
      ...(max ? [this.words.maximum(this.limit(max))] : []),
    ]
  }

  vat(): string {
    const { vatPercent, pricesIncludeVat, elements } = this.tariff
    const own = elements.flatMap(({ components }) => components.map((component) => component.vatPercent))
    // Where every price has the same rate of its own, that is the tariff's.
    const same = own[0] !== undefined && own.every((percent) => percent === own[0]) ? own[0] : vatPercent
    const percent = this.number(same)
    if (new Decimal(same).isZero()) return this.words.withoutVat
    return pricesIncludeVat ? this.words.including(percent) : this.words.excluding(percent)
  }

  private component(component: TariffComponent, isReservation: boolean): string | null {
    const { words } = this
    const price = this.money(component.price)
    const isFree = new Decimal(component.price).isZero()
    const per = 'per' in component && component.per === 'hour' ? 'h' : 'min'
    switch (component.dimension) {
      case 'energy':
        if (component.spot) return this.spot(component.price, component.spot)
        return isFree ? null : this.stepped(words.energy(price), component.stepSize, 'Wh')
      case 'flat':
        return isFree ? null : isReservation ? words.reservationFee(price) : words.flat(price)
      case 'time': {
        if (isFree) return null
        return this.stepped(
          isReservation ? words.reserved(price, per) : words.time(price, per),
          component.stepSize,
          's',
        )
      }
      case 'idle': {
        if (isFree) return null
        const grace = component.graceSeconds ? this.number(String(component.graceSeconds / 60)) : null
        const said = this.stepped(words.idle(price, per, grace), component.stepSize, 's')
        return component.maxAmount === undefined ? said : `${said}, ${words.atMost(this.money(component.maxAmount))}`
      }
    }
  }

  private spot(markup: string, { fees, energyTax, floor, ceiling }: SpotTerms): string {
    const { words } = this
    const added = new Decimal(fees ?? 0).plus(energyTax ?? 0)
    return [
      words.spot(new Decimal(markup).isZero() ? null : this.money(markup)) +
        (added.isZero() ? '' : ` + ${words.fees(this.money(added.toFixed()))}`),
      ...(floor === undefined ? [] : [words.atLeast(words.energy(this.money(floor)))]),
      ...(ceiling === undefined ? [] : [words.atMost(words.energy(this.money(ceiling)))]),
    ].join(', ')
  }

  private stepped(said: string, step: number | undefined, unit: 'Wh' | 's'): string {
    if (step === undefined || step <= 1) return said
    const minutes = unit === 's' && step % 60 === 0
    const amount = minutes ? `${this.number(String(step / 60))} min` : `${this.number(String(step))} ${unit}`
    return `${said} ${this.words.step(amount)}`
  }

  private limit({ inclVat, exclVat }: PriceLimit): string {
    return inclVat === undefined ? `${this.money(exclVat!)} ${this.words.exclusive}` : this.money(inclVat)
  }

  private money(price: string): string {
    return formatPrice(price, this.tariff.currency, this.words.locale.slice(0, 2))
  }

  private number(value: string): string {
    const { locale } = this.words
    return new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(
      new Decimal(value).toFixed() as unknown as number,
    )
  }
}
