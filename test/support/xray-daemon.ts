import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';

/** A subsegment as it came (AWS X-Ray, Segment documents). */
export type SegmentDocument = { readonly [member: string]: any };

/** The X-Ray daemon beside a function: it keeps what it is sent over UDP, and throws on what it can't read. */
export class XRayDaemon {
  static async start(): Promise<XRayDaemon> {
    const daemon = new XRayDaemon();
    daemon.socket.bind(0, '127.0.0.1');
    await once(daemon.socket, 'listening');
    return daemon;
  }

  readonly documents: SegmentDocument[] = [];
  private readonly unreadable: string[] = [];
  private readonly socket: Socket = createSocket('udp4');

  private constructor() {
    this.socket.on('message', (datagram) => {
      const [header, document, ...rest] = datagram.toString('utf8').split('\n');
      try {
        if (header !== '{"format":"json","version":1}' || rest.length > 0) { throw new Error('header'); }
        this.documents.push(JSON.parse(document));
      } catch {
        this.unreadable.push(datagram.toString('utf8'));
      }
      this.socket.emit('document');
    });
  }

  get address(): string {
    return `127.0.0.1:${this.socket.address().port}`;
  }

  /** Waits until `count` documents came, and takes them. */
  async take(count: number): Promise<SegmentDocument[]> {
    while (this.documents.length < count && this.unreadable.length === 0) { await once(this.socket, 'document'); }
    if (this.unreadable.length > 0) { throw new Error(`the daemon can't read ${this.unreadable.join('; ')}`); }
    return this.documents.splice(0);
  }

  stop() { this.socket.close(); }
}
