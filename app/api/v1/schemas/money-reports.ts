import { z } from 'zod'
import { ACCRUAL_KINDS } from '@/lib/accruals/accrual'
import { WEEKDAYS } from '@/lib/tariffs/restrictions'
import { VAT_BOXES, type VatBox } from '@/lib/vat-reports/boxes'
import { decimalField, decimalInput, idField } from './fields'

const day = (description: string) => z.string().meta({ description, example: '2026-11-01' })
const month = (description: string) => z.string().meta({ description, example: '2026-11' })

const gridTime = {
  name: z.string().min(1).max(60).meta({ example: 'High load' }),
  months: z
    .array(z.int().min(1).max(12))
    .max(12)
    .meta({ description: 'Empty: all.', example: [11, 12, 1, 2, 3] }),
  days: z.array(z.enum(WEEKDAYS)).max(7).meta({ description: 'Empty: all.' }),
  from: z.string().meta({ description: 'On the site’s clocks.', example: '06:00' }),
  to: z.string().meta({ description: 'Not included; 00:00 is the end of the day.', example: '22:00' }),
}

export const energyTermsSchema = z
  .object({
    validFrom: day('From its midnight on the site’s clocks, until the next version’s.'),
    supply: z.enum(['spot', 'fixed']),
    energyPrice: decimalField(
      'Fixed: per kWh; spot: the supplier’s mark-up per kWh. SEK without VAT, as all here.',
      '0.069',
    ),
    exchangeRate: decimalField('SEK for one unit of the exchange’s currency.', '11.2').nullable(),
    gridFee: decimalField('Per kWh.', '0.12'),
    gridTimes: z.array(z.object({ ...gridTime, fee: decimalField('Per kWh.', '0.54') })),
    energyTax: decimalField('Per kWh.', '0.439'),
    powerFee: decimalField('Per kW of the month’s highest hour.', '58.5').nullable(),
    lossesPercent: decimalField('Drawn and never delivered, of what is delivered.', '3'),
    note: z.string(),
  })
  .meta({ id: 'EnergyTerms' })

export const newEnergyTermsSchema = z.object({
  validFrom: z.iso.date().meta({ example: '2026-11-01' }),
  supply: z.enum(['spot', 'fixed']).optional(),
  energyPrice: z
    .string()
    .max(20)
    .meta({ description: 'Decimal string; a mark-up may be below nothing.', example: '0.069' }),
  exchangeRate: decimalInput('SEK for one unit of the exchange’s currency.', '11.2').nullish(),
  gridFee: decimalInput('Per kWh.', '0.12'),
  gridTimes: z
    .array(z.object({ ...gridTime, fee: decimalInput('Per kWh.', '0.54') }))
    .max(8)
    .optional(),
  energyTax: decimalInput('Per kWh.', '0.439').optional(),
  powerFee: decimalInput('Per kW.', '58.5').nullish(),
  lossesPercent: decimalInput('Of what is delivered.', '3').optional(),
  note: z.string().max(500).optional(),
})

const sums = {
  sessions: z.int(),
  energyWh: decimalField('Wh.', '608149268'),
  net: decimalField('Revenue, SEK without VAT.'),
  costed: z
    .int()
    .meta({ description: 'Sessions whose energy cost and fees are known; the rest is in none of the sums below.' }),
  costedNet: decimalField('Their revenue.'),
  costedEnergyWh: decimalField('Their energy, Wh.', '608149268'),
  cost: decimalField('Their electricity.'),
  fees: decimalField('What payment providers took of them.'),
}
const marginSums = z.object({
  ...sums,
  margin: decimalField('costedNet − cost − fees; null while no cost is known.').nullable(),
})

export const marginSchema = z
  .object({
    whole: marginSums,
    rows: z.array(marginSums.extend({ key: z.string(), name: z.string().nullable() })),
    unknown: z
      .record(z.string(), z.int())
      .meta({ description: 'Sessions without a price or a known cost, by reason.' }),
  })
  .meta({ id: 'Margin' })

export const hostStatementSchema = z
  .object({
    id: idField('statement'),
    number: z.string().meta({ example: 'H00002' }),
    agreementId: idField('agreement'),
    hostName: z.string(),
    siteName: z.string(),
    month: month('The month it settles.'),
    issueDate: day('When it was issued.'),
    sessionCount: z.int(),
    energyWh: decimalField('Wh.', '22106000'),
    revenueNet: decimalField('SEK without VAT.'),
    payable: decimalField('To the host with VAT; below nothing: from it.'),
    currency: z.string().meta({ example: 'SEK' }),
    paidOn: day('When it was paid.').nullable(),
  })
  .meta({ id: 'HostStatement' })

export const hostStatementWholeSchema = hostStatementSchema
  .extend({
    shareNet: decimalField('What the host supplies, without VAT.'),
    shareVat: decimalField('VAT on it.'),
    feeNet: decimalField('What the operator supplies to the host, without VAT.'),
    feeVat: decimalField('VAT on it.'),
    leftOut: z.record(z.string(), z.int()).meta({ description: 'Sessions not counted yet, by reason.' }),
    lines: z.array(
      z.object({
        kind: z.enum(['share', 'correction', 'fee']),
        month: month('What it is for.'),
        sessionCount: z.int(),
        energyWh: decimalField('Wh.', '22106000'),
        revenueNet: decimalField('SEK without VAT.'),
        energyCost: decimalField('Of a share of the margin.'),
        providerFees: decimalField('Of a share of the margin.'),
        amount: decimalField('To the host without VAT; below nothing: from it.'),
        vatPercent: decimalField('Per cent.', '25'),
      }),
    ),
  })
  .meta({ id: 'HostStatementWhole' })

const boxes = Object.fromEntries(VAT_BOXES.map((box) => [box, decimalField(`Box ${box}, SEK.`)])) as Record<
  VatBox,
  ReturnType<typeof decimalField>
>

export const vatReportSchema = z
  .object({
    from: day('First day.'),
    to: day('Last day.'),
    boxes: z.object(boxes).meta({ description: 'Boxes of the Swedish VAT return, öre exact.' }),
    sources: z.array(
      z.object({
        source: z.enum(['invoices', 'driver-payments', 'host-fees']),
        count: z.int(),
        documentsNet: decimalField('SEK.'),
        documentsVat: decimalField('SEK.'),
        booksNet: decimalField('SEK.'),
        booksVat: decimalField('SEK.'),
      }),
    ),
    differences: z.array(
      z.object({
        kind: z.string(),
        id: z.string().nullable(),
        reference: z.string(),
        count: z.int(),
        amount: decimalField('SEK.'),
      }),
    ),
  })
  .meta({ id: 'VatReport' })

export const accrualsSchema = z
  .object({
    onDate: day('The month’s last day.'),
    rows: z.array(
      z.object({
        kind: z.enum(ACCRUAL_KINDS),
        customerId: idField('customer').nullable(),
        customerName: z.string().nullable(),
        count: z.int(),
        net: decimalField('SEK without VAT.'),
      }),
    ),
  })
  .meta({ id: 'Accruals' })
