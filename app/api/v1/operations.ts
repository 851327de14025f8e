import type { Operation } from './operation'
import { liveOperations } from './operations/live'
import { siteOperations } from './operations/sites'
import { tokenOperations } from './operations/tokens'

/** Everything the API can do, by subject. The dispatcher serves this table and the OpenAPI document describes it. */
export const operations: readonly Operation[] = [...siteOperations, ...tokenOperations, ...liveOperations]
