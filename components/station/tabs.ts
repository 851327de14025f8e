import type { ConfigurationRow } from '@/lib/configuration/queries/list-configuration'
import type { MessageQuery } from '@/lib/messages/message-filter'
import type { MessagePage } from '@/lib/messages/queries/list-messages'
import type { MeterKeyRow } from '@/lib/signed-meter-values/queries/list-meter-keys'
import type { StoryEntry } from '@/lib/stations/queries/list-story'

export const TABS = ['now', 'story', 'messages', 'configuration', 'about'] as const
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

/** What the server read for the open tab. */
export type TabContent =
  | { readonly tab: 'now'; readonly curves: Readonly<Record<string, readonly PowerPoint[]>> }
  | { readonly tab: 'story'; readonly rows: readonly StoryEntry[]; readonly next: string | null }
  | {
      readonly tab: 'messages'
      readonly query: MessageQuery
      readonly page: MessagePage
      readonly actionNames: readonly string[]
    }
  | { readonly tab: 'configuration'; readonly rows: readonly ConfigurationRow[] }
  | {
      readonly tab: 'about'
      readonly sites: readonly Named[]
      readonly tariffs: readonly Named[]
      readonly meterKeys: readonly MeterKeyRow[]
    }
