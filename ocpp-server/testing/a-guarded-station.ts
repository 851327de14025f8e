import type { Prisma } from '../../lib/db/client'
import { aStation } from '../../lib/db/testing/fixtures'
import { hashStationPassword } from '../../lib/stations/station-password'

/** An accepted station that must offer this password. */
export const aGuardedStation = async (
  password: string | Uint8Array,
  over: Partial<Prisma.StationUncheckedCreateInput> = {},
) => aStation({ passwordHash: await hashStationPassword(password), allowWithoutPassword: false, ...over })
