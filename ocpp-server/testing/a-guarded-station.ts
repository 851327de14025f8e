import { aStation } from '../../lib/db/testing/fixtures'
import { hashStationPassword } from '../../lib/stations/station-password'

/** An accepted station that must offer this password. */
export const aGuardedStation = async (password: string | Uint8Array, over: Parameters<typeof aStation>[0] = {}) =>
  aStation({ passwordHash: await hashStationPassword(password), allowWithoutPassword: false, ...over })
