import type { ConfigurationRow } from '@/lib/configuration/queries/list-configuration'

/** Whether a value can be set, and read. */
export const accessOf = ({ readonly, writeOnly }: ConfigurationRow) =>
  readonly ? 'read-only' : writeOnly ? 'write-only' : 'writable'
