import { plainBankgiro, plainPlusgiro } from '../../../references/giro'
import { isLuhn } from '../../../references/luhn'
import { all, descendants, textAt, type UblElement } from './read-ubl'
import { linesOf, type PeppolRule, SELLER, vatNumberAt } from './rule'

const isSwedish = (invoice: UblElement) =>
  textAt(invoice, `${SELLER}/cac:PostalAddress/cac:Country/cbc:IdentificationCode`) === 'SE'

const whenSwedish = (holds: (invoice: UblElement) => boolean) => (invoice: UblElement) =>
  !isSwedish(invoice) || holds(invoice)

const companyId = (invoice: UblElement) => textAt(invoice, `${SELLER}/cac:PartyLegalEntity/cbc:CompanyID`)
const means = (invoice: UblElement) => all(invoice, 'cac:PaymentMeans')
const accountsAt = (invoice: UblElement, branch: string) =>
  all(invoice, 'cac:PaymentMeans/cac:PayeeFinancialAccount')
    .filter((account) => textAt(account, 'cac:FinancialInstitutionBranch/cbc:ID') === branch)
    .map((account) => textAt(account, 'cbc:ID'))
const RATES = new Set(['25', '12', '6'])
const isRate = (text: string) => RATES.has(text.replace(/\.0+$/, ''))

/** Rules for sellers in Sweden (docs.peppol.eu, "Swedish national rules"). */
export const SWEDISH_RULES: readonly PeppolRule[] = [
  {
    id: 'SE-R-001',
    wants: 'a Swedish VAT number of 14 characters',
    holds: whenSwedish((invoice) => {
      const number = vatNumberAt(invoice, SELLER)
      return !number.startsWith('SE') || number.length === 14
    }),
  },
  {
    id: 'SE-R-002',
    wants: 'a Swedish VAT number with twelve digits after SE',
    holds: whenSwedish((invoice) => {
      const number = vatNumberAt(invoice, SELLER)
      return !number.startsWith('SE') || /^\d{12}$/.test(number.slice(2))
    }),
  },
  {
    id: 'SE-R-003',
    wants: 'an organisation number of digits only',
    holds: whenSwedish((invoice) => companyId(invoice) === '' || /^\d+$/.test(companyId(invoice))),
  },
  {
    id: 'SE-R-004',
    wants: 'an organisation number of ten digits',
    holds: whenSwedish((invoice) => companyId(invoice) === '' || companyId(invoice).length === 10),
  },
  {
    id: 'SE-R-005',
    wants: '"Godkänd för F-skatt" where a tax status other than VAT is told',
    holds: whenSwedish((invoice) =>
      all(invoice, `${SELLER}/cac:PartyTaxScheme`)
        .filter((scheme) => textAt(scheme, 'cac:TaxScheme/cbc:ID') !== 'VAT')
        .every((scheme) => textAt(scheme, 'cbc:CompanyID') === 'Godkänd för F-skatt'),
    ),
  },
  {
    id: 'SE-R-006',
    wants: 'Swedish rates (25, 12 or 6) where the rate is the standard one',
    holds: whenSwedish((invoice) =>
      [
        ...all(invoice, 'cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory'),
        ...linesOf(invoice).flatMap((line) => all(line, 'cac:Item/cac:ClassifiedTaxCategory')),
      ]
        .filter((category) => textAt(category, 'cbc:ID') === 'S')
        .every((category) => isRate(textAt(category, 'cbc:Percent'))),
    ),
  },
  {
    id: 'SE-R-007',
    wants: 'a Plusgiro number of digits only',
    holds: whenSwedish((invoice) => accountsAt(invoice, 'SE:PLUSGIRO').every((account) => /^\d+$/.test(account))),
  },
  {
    id: 'SE-R-008',
    wants: 'a Bankgiro number of digits only',
    holds: whenSwedish((invoice) => accountsAt(invoice, 'SE:BANKGIRO').every((account) => /^\d+$/.test(account))),
  },
  {
    id: 'SE-R-009',
    wants: 'a Bankgiro number of seven or eight digits (with its check digit)',
    holds: whenSwedish((invoice) =>
      accountsAt(invoice, 'SE:BANKGIRO').every((account) => plainBankgiro(account) !== null),
    ),
  },
  {
    id: 'SE-R-010',
    wants: 'a Plusgiro number of two to eight digits (with its check digit)',
    holds: whenSwedish((invoice) =>
      accountsAt(invoice, 'SE:PLUSGIRO').every((account) => plainPlusgiro(account) !== null),
    ),
  },
  {
    id: 'SE-R-011',
    wants: 'the code 30 and not 50 or 56 for Swedish giros',
    holds: whenSwedish((invoice) =>
      means(invoice).every((one) => !['50', '56'].includes(textAt(one, 'cbc:PaymentMeansCode'))),
    ),
  },
  {
    id: 'SE-R-012',
    wants: 'the code 30 and not 31 for domestic transfers',
    holds: whenSwedish((invoice) => means(invoice).every((one) => textAt(one, 'cbc:PaymentMeansCode') !== '31')),
  },
  {
    id: 'SE-R-013',
    wants: 'an organisation number with its check digit',
    holds: whenSwedish((invoice) => companyId(invoice) === '' || isLuhn(companyId(invoice))),
  },
  {
    id: 'PEPPOL-COMMON-R049',
    wants: 'ten digits with their check digit in every Swedish organisation number (0007)',
    holds: (invoice) =>
      [...descendants(invoice)]
        .filter(({ attributes }) => attributes.get('schemeID') === '0007')
        .every(({ text }) => /^\d{10}$/.test(text) && isLuhn(text)),
  },
]
