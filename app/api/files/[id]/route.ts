import { download } from '@/app/download'
import { getStationFile } from '@/lib/files/queries/list-station-files'

export const dynamic = 'force-dynamic'

/** A log that a station has brought. */
export const GET = download('file', getStationFile)
