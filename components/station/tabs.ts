import type { SecurityContent } from '@/components/security/security-content'
import type { ConfigurationRow } from '@/lib/configuration/queries/list-configuration'
import type { StationFileRow } from '@/lib/files/queries/list-station-files'
import type { UpdateRow } from '@/lib/firmware/queries/list-updates'
import type { MessageQuery } from '@/lib/messages/message-filter'
import type { MessagePage } from '@/lib/messages/queries/list-messages'
import type { MonitorRow } from '@/lib/monitors/queries/list-monitors'
import type { OfflineStation } from '@/lib/offline-policy/queries/list-offline-stations'
import type { MeterKeyRow } from '@/lib/signed-meter-values/queries/list-meter-keys'
import type { StoryEntry } from '@/lib/stations/queries/list-story'
import type { DriftLine } from '@/lib/templates/drift'
import type { Holdings } from './holdings/holdings'
import type { LimitsContent } from './limits/limits-content'

export const TABS = [
  'now',
  'story',
  'messages',
  'limits',
  'configuration',
  'offline',
  'files',
  'security',
  'about',
] as const
export type Tab = (typeof TABS)[number]
export const isTab = (value: unknown): value is Tab => TABS.includes(value as Tab)

interface Named {
  readonly id: string
  readonly name: string
}

export interface PowerPoint {
  /** epoch ms */
  readonly at: number
  readonly powerW: number | null
}

export interface FirmwareChoice {
  readonly id: string
  readonly name: string
  readonly isSigned: boolean
  /** Made for stations like this one. */
  readonly fits: boolean
}

export interface FilesContent {
  readonly tab: 'files'
  readonly files: readonly StationFileRow[]
  readonly updates: readonly UpdateRow[]
  readonly firmware: readonly FirmwareChoice[]
  /** How its files go when nobody chooses; null: there is no choice. */
  readonly usualWay: 'http' | 'ftp' | null
}

/** What the server read for the open tab. */
export type TabContent =
  | LimitsContent
  | SecurityContent
  | FilesContent
  | { readonly tab: 'offline'; readonly station: OfflineStation }
  | { readonly tab: 'now'; readonly curves: Readonly<Record<string, readonly PowerPoint[]>> }
  | { readonly tab: 'story'; readonly rows: readonly StoryEntry[]; readonly next: string | null }
  | {
      readonly tab: 'messages'
      readonly query: MessageQuery
      readonly page: MessagePage
      readonly actionNames: readonly string[]
    }
  | {
      readonly tab: 'configuration'
      readonly rows: readonly ConfigurationRow[]
      readonly monitors: readonly MonitorRow[]
      /** What its templates want of it; empty when none is for it. */
      readonly drift: readonly DriftLine[]
      /** Their names by id, for those who may know. */
      readonly templates: Readonly<Record<string, string>>
    }
  | {
      readonly tab: 'about'
      readonly sites: readonly Named[]
      readonly tariffs: readonly Named[]
      readonly meterKeys: readonly MeterKeyRow[]
      /** Null for who may not command the station. */
      readonly holdings: Holdings | null
      /** The page for drivers; null: there is none. */
      readonly publicPage: string | null
    }
