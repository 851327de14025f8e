import { luhnDigit } from '../../lib/references/luhn'
import type { Random } from '../../simulator/random'

/** Who charges in the demo. Every name is made up; organisation numbers are of a series that is not given out. */
export interface DemoCustomer {
  readonly name: string
  readonly orgNumber: string | null
  readonly email: string
  readonly tokens: readonly DemoToken[]
  /** Where its drivers usually charge; empty: anywhere. */
  readonly homes: readonly string[]
}

export interface DemoToken {
  readonly value: string
  readonly name: string
  readonly standing: 'active' | 'blocked' | 'expired'
}

interface Company {
  readonly name: string
  readonly email: string
  readonly kind: 'fleet' | 'housing'
  readonly tokens: number
  readonly homes: readonly string[]
}
const COMPANIES: readonly Company[] = [
  { name: 'Mälarbud AB', email: 'flotta@malarbud.example', kind: 'fleet', tokens: 34, homes: ['KIS', 'MOS', 'UPP'] },
  { name: 'Västkusttaxi AB', email: 'laddning@vastkusttaxi.example', kind: 'fleet', tokens: 28, homes: ['LIN'] },
  { name: 'Skånsk Hemservice AB', email: 'bilar@hemservice.example', kind: 'fleet', tokens: 22, homes: ['LUN', 'EMP'] },
  { name: 'Norrlift AB', email: 'faktura@norrlift.example', kind: 'fleet', tokens: 18, homes: ['LUL', 'BIR'] },
  { name: 'Ideon Analys AB', email: 'ekonomi@ideonanalys.example', kind: 'fleet', tokens: 16, homes: ['LUN'] },
  { name: 'Götaverken Konsult AB', email: 'ekonomi@gvk.example', kind: 'fleet', tokens: 20, homes: ['LIN'] },
  { name: 'Brf Sjöstadskajen', email: 'styrelsen@sjostadskajen.example', kind: 'housing', tokens: 46, homes: ['HAM'] },
  {
    name: 'Brf Vallaterrassen',
    email: 'styrelsen@vallaterrassen.example',
    kind: 'housing',
    tokens: 38,
    homes: ['VAL'],
  },
]
const PRIVATE_DRIVERS = 90

const FIRST =
  'Anna Erik Maria Lars Sara Johan Emma Karin Anders Fatima Oskar Elin Mikael Amina Nils Hanna Per Lena Ali Ida'
const LAST =
  'Andersson Lindqvist Bergström Nilsson Öberg Holm Sjögren Ekström Dahl Lund Karlsson Åkesson Haddad Wikström Nyberg Forsberg'
const firstNames = FIRST.split(' ')
const lastNames = LAST.split(' ')

export function drawCustomers(random: Random): readonly DemoCustomer[] {
  const used = new Set<string>()
  const companies = COMPANIES.map(({ name, email, kind, tokens, homes }, at) => ({
    name,
    email,
    homes,
    orgNumber: orgNumber(at + 1),
    tokens: Array.from({ length: tokens }, (_, number) =>
      drawToken(random, used, kind === 'fleet' ? `Bil ${number + 1}, ${plate(random)}` : `Lägenhet ${1001 + number}`),
    ),
  }))
  const people = Array.from({ length: PRIVATE_DRIVERS }, (_, at) => {
    const name = `${random.pick(firstNames)} ${random.pick(lastNames)}`
    const email = `forare${at + 1}@privat.example`
    return { name, email, orgNumber: null, homes: [], tokens: [drawToken(random, used, name)] }
  })
  return [...companies, ...people]
}

function drawToken(random: Random, used: Set<string>, name: string): DemoToken {
  const hex = (digits: number) =>
    Array.from({ length: digits }, () => random.integer(0, 15).toString(16).toUpperCase()).join('')
  let value: string
  do value = random.chance(0.7) ? `04${hex(12)}` : hex(8)
  while (used.has(value))
  used.add(value)
  const standing = random.chance(0.03) ? 'blocked' : random.chance(0.03) ? 'expired' : 'active'
  return { value, name, standing }
}

function plate(random: Random): string {
  const letters = 'ABCDEFGHJKLMNOPRSTUWXYZ'
  const letter = () => letters[random.integer(0, letters.length - 1)]
  return `${letter()}${letter()}${letter()} ${random.integer(10, 99)}${random.pick(['A', 'B', 'D', '3', '7', '0'])}`
}

/** 99 is no group that Bolagsverket gives out; the last digit is Luhn's. */
function orgNumber(serial: number): string {
  const digits = `999900${String(serial).padStart(3, '0')}`
  return `${digits.slice(0, 6)}-${digits.slice(6)}${luhnDigit(digits)}`
}
