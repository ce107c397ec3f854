/** One line of an ALB access log; a plain 200 unless told otherwise. */
export interface AlbLineParts {
  readonly at?: string;
  readonly loadBalancer?: string;
  readonly client?: string;
  readonly target?: string;
  /** request, target and response processing time. */
  readonly times?: string;
  readonly elb?: number | string;
  readonly targetStatus?: number | string;
  readonly request?: string;
  readonly userAgent?: string;
  readonly createdAt?: string;
  readonly errorReason?: string;
}

const group = 'arn:aws:elasticloadbalancing:ap-northeast-1:111122223333:targetgroup/shop-api/73e2d6bc24d8a067';

export function albLine(parts: AlbLineParts): string {
  const {
    at = '2026-11-20T10:02:03.123456Z',
    loadBalancer = 'app/shop-alb/50dc6c495c0c9188',
    client = '203.0.113.7:40001',
    target = '10.0.11.54:3000',
    times = '0.001 0.020 0.000',
    elb = 200,
    targetStatus = elb,
    request = 'GET https://shop.example:443/api/v1/orders/8812?page=2 HTTP/1.1',
    userAgent = 'curl/8.5.0',
    createdAt = at,
    errorReason = '-',
  } = parts;
  return (
    `https ${at} ${loadBalancer} ${client} ${target} ${times} ${elb} ${targetStatus} 120 340 "${request}" "${userAgent}" ` +
    `TLS_AES_128_GCM_SHA256 TLSv1.3 ${group} "Root=1-67c1b2d3-0a1b2c3d4e5f607182${at.slice(17, 19)}a4b5" "shop.example" "-" 0 ` +
    `${createdAt} "forward" "-" "${errorReason}" "${target}" "${targetStatus}" "-" "-"`
  );
}

/** The same for a 502 that the load balancer made: no target status. */
export function made502(parts: AlbLineParts = {}): string {
  return albLine({ elb: 502, targetStatus: '-', times: '0.001 0.002 -1', ...parts });
}
