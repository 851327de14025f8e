import { download } from '@/app/download'
import { getFirmware } from '@/lib/firmware/queries/list-firmware'

export const dynamic = 'force-dynamic'

/** A package of the repository, as it was uploaded. */
export const GET = download('firmware', getFirmware)
