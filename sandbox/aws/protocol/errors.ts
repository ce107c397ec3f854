/** What AWS answers when it refuses. `code` is the shape's name; each protocol writes it in its own way. */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.name = 'AwsError';
    this.code = code;
    this.status = status;
  }
}

export const validationError = (message: string) => new AwsError('ValidationError', message);
