import type { ConfigurationRow } from '@/lib/configuration/queries/list-configuration'
import type { MessageQuery } from '@/lib/messages/message-filter'
import type { MessageRow } from '@/lib/messages/message-row'
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
      readonly rows: readonly MessageRow[]
      readonly next: string | null
      readonly actionNames: readonly string[]
    }
  | { readonly tab: 'configuration'; readonly rows: readonly ConfigurationRow[] }
  | { readonly tab: 'about'; readonly sites: readonly Named[]; readonly tariffs: readonly Named[] }
