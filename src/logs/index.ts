export { type AccessLogTotals, makeAccessLogTotals } from './access-log.ts';
export { type AlbLine, parseAlbLine, parseRequest } from './alb-line.ts';
export { type ApplicationLogDigest, makeApplicationLogDigest, type RawLine } from './application-log.ts';
export { foldMessage, foldPath } from './fold.ts';
export { cloudWatchFilter, insightsFilter, tagOf } from './patterns/index.ts';
export { type Ending, readGzipLines } from './read-lines.ts';
