import {
  BadgePercent,
  BellRing,
  BookOpen,
  Building2,
  ChartNoAxesColumn,
  CreditCard,
  FileText,
  Gauge,
  HeartPulse,
  KeyRound,
  Layers,
  type LucideIcon,
  Mail,
  MapPin,
  MessagesSquare,
  Nfc,
  PlugZap,
  ReceiptText,
  ScrollText,
  SlidersHorizontal,
  Stamp,
  Tablet,
  Tag,
  TrendingUp,
  TriangleAlert,
  Truck,
  UsersRound,
  Wallet,
} from 'lucide-react'
import type { Role } from '@/lib/access/actor'
import { type Act, mayDo } from '@/lib/access/acts'

export interface Place {
  readonly href: string
  /** Its name under `shell.place`. */
  readonly name: string
  readonly icon: LucideIcon
  /** What one must be allowed to do to be led there; null: signed in is enough. */
  readonly act: Act | null
  /** What it stands for when that is more than its own address. */
  readonly within?: string
  /** A room of this role's own: others who may open it come by other ways. */
  readonly role?: Role
}

const GROUPS: readonly { readonly name: 'network' | 'business' | 'settings'; readonly places: readonly Place[] }[] = [
  {
    name: 'network',
    places: [
      { href: '/my-fleet', name: 'myFleet', icon: Truck, act: 'customers.read', role: 'fleet-manager' },
      { href: '/', name: 'overview', icon: Gauge, act: 'overview.read' },
      { href: '/faults', name: 'faults', icon: TriangleAlert, act: 'faults.read' },
      { href: '/field', name: 'field', icon: Tablet, act: 'field.work' },
      { href: '/stations', name: 'stations', icon: PlugZap, act: 'stations.read' },
      { href: '/sessions', name: 'sessions', icon: ReceiptText, act: 'sessions.read' },
      { href: '/performance', name: 'performance', icon: ChartNoAxesColumn, act: 'stations.read' },
      { href: '/sites', name: 'sites', icon: MapPin, act: 'sites.read' },
      { href: '/messages', name: 'messages', icon: MessagesSquare, act: 'messages.read' },
      { href: '/fleet/firmware', name: 'fleet', icon: Layers, act: 'fleet.read', within: '/fleet' },
    ],
  },
  {
    name: 'business',
    places: [
      { href: '/revenue', name: 'revenue', icon: TrendingUp, act: 'revenue.read' },
      { href: '/tariffs', name: 'tariffs', icon: Tag, act: 'tariffs.read' },
      { href: '/plans', name: 'plans', icon: BadgePercent, act: 'tariffs.read' },
      { href: '/tokens', name: 'tokens', icon: Nfc, act: 'tokens.read' },
      { href: '/customers', name: 'customers', icon: Building2, act: 'customers.read' },
      { href: '/payments', name: 'payments', icon: Wallet, act: 'payments.read' },
      { href: '/invoices', name: 'invoices', icon: FileText, act: 'invoices.read' },
    ],
  },
  {
    name: 'settings',
    places: [
      { href: '/settings/users', name: 'users', icon: UsersRound, act: 'users.read' },
      { href: '/settings/seller', name: 'seller', icon: Stamp, act: 'seller.write' },
      { href: '/settings/api-keys', name: 'apiKeys', icon: KeyRound, act: 'api-keys.read' },
      { href: '/settings/rules', name: 'rules', icon: SlidersHorizontal, act: 'fault-rules.write' },
      { href: '/settings/recovery', name: 'recovery', icon: HeartPulse, act: 'fault-rules.write' },
      { href: '/settings/notifications', name: 'notifications', icon: BellRing, act: 'notifications.write' },
      { href: '/settings/mailings', name: 'mailings', icon: Mail, act: 'mailings.write' },
      { href: '/settings/payments', name: 'paymentProviders', icon: CreditCard, act: 'payment-providers.write' },
      { href: '/settings/audit', name: 'audit', icon: ScrollText, act: 'audit.read' },
      { href: '/api-docs', name: 'apiDocs', icon: BookOpen, act: null },
    ],
  },
]

/** The groups of places a role is led to; empty groups are left out. */
export function placesOf(role: Role | 'system') {
  return GROUPS.map(({ name, places }) => ({
    name,
    places: places.filter(
      ({ act, role: its }) => (act === null || mayDo(role, act)) && (its === undefined || its === role),
    ),
  })).filter(({ places }) => places.length > 0)
}

/** Is this place, or something within it, what the address shows? */
export const isAt = (pathname: string, href: string): boolean =>
  href === '/' ? pathname === '/' : pathname === href || pathname.startsWith(`${href}/`)
