import { all, decimalAt, first, textAt, type UblElement } from './read-ubl'
import { has, linesOf, type PeppolRule, quantityName } from './rule'

const everyLine =
  (holds: (line: UblElement, invoice: UblElement) => boolean) =>
  (invoice: UblElement): boolean =>
    linesOf(invoice).every((line) => holds(line, invoice))

/** UN/ECE Recommendation 20 and 21 codes look like this; the ones we write are fixed. */
const UNIT = /^[A-Z0-9]{2,3}$/

/** What each line has. */
export const LINE_RULES: readonly PeppolRule[] = [
  { id: 'BR-21', wants: 'an id on every line', holds: everyLine(has('cbc:ID')) },
  {
    id: 'BR-22',
    wants: 'a quantity on every line',
    holds: everyLine((line, invoice) => decimalAt(line, quantityName(invoice)) !== null),
  },
  {
    id: 'BR-23',
    wants: 'a unit on every quantity',
    holds: everyLine((line, invoice) =>
      UNIT.test(first(line, quantityName(invoice))?.attributes.get('unitCode') ?? ''),
    ),
  },
  {
    id: 'BR-24',
    wants: 'a net amount on every line',
    holds: everyLine((line) => decimalAt(line, 'cbc:LineExtensionAmount') !== null),
  },
  { id: 'BR-25', wants: 'a name on every line', holds: everyLine(has('cac:Item/cbc:Name')) },
  {
    id: 'BR-26',
    wants: 'a price on every line',
    holds: everyLine((line) => decimalAt(line, 'cac:Price/cbc:PriceAmount') !== null),
  },
  {
    id: 'BR-27',
    wants: 'prices that are not negative',
    holds: everyLine((line) => decimalAt(line, 'cac:Price/cbc:PriceAmount')?.isNegative() !== true),
  },
  {
    id: 'BR-30',
    wants: 'line periods that end on or after the day they begin',
    holds: everyLine((line) =>
      all(line, 'cac:InvoicePeriod').every(
        (period) => textAt(period, 'cbc:EndDate') >= textAt(period, 'cbc:StartDate'),
      ),
    ),
  },
  {
    id: 'BR-54',
    wants: 'a name and a value for every property of an item',
    holds: everyLine((line) =>
      all(line, 'cac:Item/cac:AdditionalItemProperty').every((one) => has('cbc:Name')(one) && has('cbc:Value')(one)),
    ),
  },
  {
    id: 'BR-CO-04',
    wants: 'a VAT category on every line',
    holds: everyLine(
      (line) =>
        all(line, 'cac:Item/cac:ClassifiedTaxCategory').length === 1 &&
        has('cac:Item/cac:ClassifiedTaxCategory/cbc:ID')(line),
    ),
  },
  {
    id: 'PEPPOL-EN16931-R101',
    wants: 'only invoiced objects (130) as references of a line',
    holds: everyLine((line) =>
      all(line, 'cac:DocumentReference').every((one) => textAt(one, 'cbc:DocumentTypeCode') === '130'),
    ),
  },
  {
    id: 'PEPPOL-EN16931-R110',
    wants: "line periods that begin within the invoice's",
    holds: (invoice) => {
      const from = textAt(invoice, 'cac:InvoicePeriod/cbc:StartDate')
      return linesOf(invoice).every((line) =>
        all(line, 'cac:InvoicePeriod/cbc:StartDate').every(({ text }) => from === '' || text >= from),
      )
    },
  },
  {
    id: 'PEPPOL-EN16931-R111',
    wants: "line periods that end within the invoice's",
    holds: (invoice) => {
      const to = textAt(invoice, 'cac:InvoicePeriod/cbc:EndDate')
      return linesOf(invoice).every((line) =>
        all(line, 'cac:InvoicePeriod/cbc:EndDate').every(({ text }) => to === '' || text <= to),
      )
    },
  },
  {
    id: 'PEPPOL-EN16931-R120',
    wants: 'net amounts that are quantity × price (0.02 of slack)',
    holds: everyLine((line, invoice) => {
      const quantity = decimalAt(line, quantityName(invoice))
      const price = decimalAt(line, 'cac:Price/cbc:PriceAmount')
      const net = decimalAt(line, 'cbc:LineExtensionAmount')
      return (
        quantity !== null &&
        price !== null &&
        net !== null &&
        quantity.times(price).minus(net).abs().lessThanOrEqualTo('0.02')
      )
    }),
  },
]
