/* Made of the OpenAPI document by 'npm run openapi'. */

export interface paths {
    "/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Log in
         * @description For anybody, without a token. It has a throttle of its own.
         */
        post: operations["logIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/challenge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set the new password that a challenge asks for
         * @description For anybody, without a token. It has a throttle of its own.
         */
        post: operations["answerChallenge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get new tokens
         * @description For anybody, without a token. It has a throttle of its own.
         */
        post: operations["refreshSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End the session of a refresh token
         * @description For anybody, without a token. It has a throttle of its own.
         */
        post: operations["logOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Tickets
         * @description For every user.
         */
        get: operations["listTickets"];
        put?: never;
        /**
         * Create a Ticket
         * @description For every user.
         */
        post: operations["createTicket"];
        delete?: never;
        options?: never;
        /**
         * Headers of a list of Tickets
         * @description For every user.
         */
        head: operations["headTickets"];
        patch?: never;
        trace?: never;
    };
    "/tickets/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a Ticket
         * @description For every user.
         */
        get: operations["readTicket"];
        /**
         * Replace a Ticket
         * @description For every user.
         */
        put: operations["replaceTicket"];
        post?: never;
        /**
         * Delete a Ticket
         * @description For every user.
         */
        delete: operations["deleteTicket"];
        options?: never;
        /**
         * Headers of a Ticket
         * @description For every user.
         */
        head: operations["headTicket"];
        /**
         * Change a Ticket
         * @description For every user.
         */
        patch: operations["patchTicket"];
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read this document
         * @description For every user.
         */
        get: operations["readOpenApi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /**
         * Headers of this document
         * @description For every user.
         */
        head: operations["headOpenApi"];
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description An error (RFC 9457). */
        Problem: {
            /**
             * @description No more is said of it than its status says.
             * @constant
             */
            type: "about:blank";
            /** @description The phrase of the status. */
            title: string;
            /** @description The status of the answer. */
            status?: number;
            /** @description What is wrong, for people. */
            detail: string;
            /** @description Names the request in the logs. */
            requestId: string;
            /** @description What the client must mend. */
            errors?: components["schemas"]["FieldProblem"][];
        };
        /** @description One field, parameter or header at fault. */
        FieldProblem: {
            /** @description Where in the body: a JSON Pointer (RFC 6901); empty for all of it. */
            pointer?: string;
            /** @description Name of the query parameter or header, where the fault is not in the body. */
            parameter?: string;
            /** @description What is wrong and what is allowed. */
            detail: string;
        };
        Login: {
            /** @description Letters, marks, symbols, digits and punctuation; no white space. */
            username: string;
            password: string;
            /**
             * @description Where the refresh token goes: in the answer, or in a cookie that no script can read.
             * @default body
             * @enum {string}
             */
            refreshTokenIn?: "body" | "cookie";
        };
        ChallengeAnswer: {
            /** @description Letters, marks, symbols, digits and punctuation; no white space. */
            username: string;
            /** @description The `session` of the challenge. */
            session: string;
            /** @description No white space at either end; the pool’s policy says more. */
            newPassword: string;
            /**
             * @description Where the refresh token goes: in the answer, or in a cookie that no script can read.
             * @default body
             * @enum {string}
             */
            refreshTokenIn?: "body" | "cookie";
        };
        Refresh: {
            /** @description Left out where the cookie holds it. */
            refreshToken?: string;
        };
        Tokens: {
            /** @description JWT that the routes of this API take. */
            idToken: string;
            /** @description JWT for the user pool’s own operations. */
            accessToken: string;
            /** @description Seconds until both expire. */
            expiresIn: number;
            /** @constant */
            tokenType: "Bearer";
            /** @description Gives new tokens; left out where the cookie holds it. */
            refreshToken?: string;
        };
        RenewedTokens: {
            /** @description JWT that the routes of this API take. */
            idToken: string;
            /** @description JWT for the user pool’s own operations. */
            accessToken: string;
            /** @description Seconds until both expire. */
            expiresIn: number;
            /** @constant */
            tokenType: "Bearer";
        };
        /** @description One more step before the tokens. */
        Challenge: {
            /** @constant */
            challenge: "NEW_PASSWORD_REQUIRED";
            session: string;
        };
        Ticket: {
            /**
             * Format: uuid
             * @description Identifies it: a UUIDv7 (RFC 9562).
             */
            readonly id: string;
            /** @description What happened, and what was expected */
            description: string;
            /** @description Who reported it */
            reporterId: string;
            /**
             * @description How far it is
             * @enum {string}
             */
            status: "OPEN" | "IN_PROGRESS" | "CLOSED";
            /** @description What it is about, in a line */
            title: string;
            /**
             * Format: date-time
             * @description When it was created: UTC, milliseconds.
             */
            readonly createdAt: string;
            /**
             * Format: date-time
             * @description When it was last written: UTC, milliseconds.
             */
            readonly updatedAt: string;
            /** @description Counts the writes; its ETag is this number in quotes. */
            readonly version: number;
        };
        /** @description Ticket as a page shows it: all of it, or the attributes that `fields` or the index in use names. */
        TicketPart: {
            /**
             * Format: uuid
             * @description Identifies it: a UUIDv7 (RFC 9562).
             */
            readonly id?: string;
            /** @description What happened, and what was expected */
            description?: string;
            /** @description Who reported it */
            reporterId?: string;
            /**
             * @description How far it is
             * @enum {string}
             */
            status?: "OPEN" | "IN_PROGRESS" | "CLOSED";
            /** @description What it is about, in a line */
            title?: string;
            /**
             * Format: date-time
             * @description When it was created: UTC, milliseconds.
             */
            readonly createdAt?: string;
            /**
             * Format: date-time
             * @description When it was last written: UTC, milliseconds.
             */
            readonly updatedAt?: string;
            /** @description Counts the writes; its ETag is this number in quotes. */
            readonly version?: number;
        };
        TicketPage: {
            items: components["schemas"]["TicketPart"][];
            /** @description The `cursor` of the next page, while there may be more. */
            next?: string;
        };
        /** @description Ticket as a client writes it. */
        TicketWrite: {
            /** @description What happened, and what was expected */
            description: string;
            /** @description Who reported it */
            reporterId: string;
            /**
             * @description How far it is
             * @enum {string}
             */
            status: "OPEN" | "IN_PROGRESS" | "CLOSED";
            /** @description What it is about, in a line */
            title: string;
        };
        /** @description Merge patch (RFC 7396) of Ticket: the members to change, null for those to remove. */
        TicketPatch: {
            /** @description What happened, and what was expected */
            description?: string;
            /** @description Who reported it */
            reporterId?: string;
            /**
             * @description How far it is
             * @enum {string}
             */
            status?: "OPEN" | "IN_PROGRESS" | "CLOSED";
            /** @description What it is about, in a line */
            title?: string;
        };
    };
    responses: {
        /** @description The request can’t be understood or breaks the schema: `errors` names each field, parameter or header at fault. */
        BadRequest: {
            headers: {
                "Cache-Control": components["headers"]["Cache-Control"];
                "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Bad Request",
                 *       "status": 400,
                 *       "detail": "The body breaks the resource’s schema.",
                 *       "requestId": "0f3c1a2b-4d5e-4f60-8a7b-9c0d1e2f3a4b",
                 *       "errors": [
                 *         {
                 *           "pointer": "/title",
                 *           "detail": "title is required."
                 *         }
                 *       ]
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description No valid ID token, or an expired one. */
        Unauthorized: {
            headers: {
                "Cache-Control": components["headers"]["Cache-Control"];
                "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Unauthorized",
                 *       "status": 401,
                 *       "detail": "Send a valid ID token as Authorization: Bearer.",
                 *       "requestId": "0f3c1a2b-4d5e-4f60-8a7b-9c0d1e2f3a4b"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Refused: for what reason is not told. */
        LoginRefused: {
            headers: {
                "Cache-Control": components["headers"]["Cache-Control"];
                "Set-Cookie": components["headers"]["Set-Cookie"];
                "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Unauthorized",
                 *       "status": 401,
                 *       "detail": "The username or the password is wrong, or the account cannot sign in.",
                 *       "requestId": "0f3c1a2b-4d5e-4f60-8a7b-9c0d1e2f3a4b"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description This caller may not do this, or a firewall refuses it. */
        Forbidden: {
            headers: {
                "Cache-Control": components["headers"]["Cache-Control"];
                "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Forbidden",
                 *       "status": 403,
                 *       "detail": "This caller may not do this.",
                 *       "requestId": "0f3c1a2b-4d5e-4f60-8a7b-9c0d1e2f3a4b"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description No such item, or another’s. */
        NotFound: {
            headers: {
                "Cache-Control": components["headers"]["Cache-Control"];
                "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Not Found",
                 *       "status": 404,
                 *       "detail": "There is no such item.",
                 *       "requestId": "0f3c1a2b-4d5e-4f60-8a7b-9c0d1e2f3a4b"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The path answers to other methods only. */
        MethodNotAllowed: {
            headers: {
                "Cache-Control": components["headers"]["Cache-Control"];
                Allow: components["headers"]["Allow"];
                "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Method Not Allowed",
                 *       "status": 405,
                 *       "detail": "This path answers to GET, POST, HEAD, OPTIONS.",
                 *       "requestId": "0f3c1a2b-4d5e-4f60-8a7b-9c0d1e2f3a4b"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The state of the item, or of another request, forbids it. */
        Conflict: {
            headers: {
                "Cache-Control": components["headers"]["Cache-Control"];
                "Retry-After": components["headers"]["Retry-After-Conflict"];
                "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Conflict",
                 *       "status": 409,
                 *       "detail": "Others keep changing this item. Send the patch again.",
                 *       "requestId": "0f3c1a2b-4d5e-4f60-8a7b-9c0d1e2f3a4b"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The item has another version than the one named (RFC 9110, 15.5.13). */
        PreconditionFailed: {
            headers: {
                "Cache-Control": components["headers"]["Cache-Control"];
                "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Precondition Failed",
                 *       "status": 412,
                 *       "detail": "The item has another version than the one this request is for. Read it again.",
                 *       "requestId": "0f3c1a2b-4d5e-4f60-8a7b-9c0d1e2f3a4b"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body, or the item that it would make, is too large: an item holds 400 KB. */
        ContentTooLarge: {
            headers: {
                "Cache-Control": components["headers"]["Cache-Control"];
                "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Content Too Large",
                 *       "status": 413,
                 *       "detail": "The item would be larger than 400 KB, names and values together.",
                 *       "requestId": "0f3c1a2b-4d5e-4f60-8a7b-9c0d1e2f3a4b"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is of another media type. */
        UnsupportedMediaType: {
            headers: {
                "Cache-Control": components["headers"]["Cache-Control"];
                "Accept-Post": components["headers"]["Accept-Post"];
                "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Unsupported Media Type",
                 *       "status": 415,
                 *       "detail": "Send application/json in UTF-8.",
                 *       "requestId": "0f3c1a2b-4d5e-4f60-8a7b-9c0d1e2f3a4b"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The patch is of another media type. */
        UnsupportedPatchType: {
            headers: {
                "Cache-Control": components["headers"]["Cache-Control"];
                "Accept-Patch": components["headers"]["Accept-Patch"];
                "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Unsupported Media Type",
                 *       "status": 415,
                 *       "detail": "Send application/merge-patch+json or application/json in UTF-8.",
                 *       "requestId": "0f3c1a2b-4d5e-4f60-8a7b-9c0d1e2f3a4b"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is well-formed, and refused: its `Idempotency-Key` came with another one, or a rule of the resource forbids it. */
        UnprocessableContent: {
            headers: {
                "Cache-Control": components["headers"]["Cache-Control"];
                "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Unprocessable Content",
                 *       "status": 422,
                 *       "detail": "This Idempotency-Key came with another body.",
                 *       "requestId": "0f3c1a2b-4d5e-4f60-8a7b-9c0d1e2f3a4b"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Too many requests. */
        TooManyRequests: {
            headers: {
                "Cache-Control": components["headers"]["Cache-Control"];
                "Retry-After": components["headers"]["Retry-After"];
                "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Too Many Requests",
                 *       "status": 429,
                 *       "detail": "Too many requests: wait and try again.",
                 *       "requestId": "0f3c1a2b-4d5e-4f60-8a7b-9c0d1e2f3a4b"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A fault of the server’s own. */
        InternalServerError: {
            headers: {
                "Cache-Control": components["headers"]["Cache-Control"];
                "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Internal Server Error",
                 *       "status": 500,
                 *       "detail": "The server failed to answer. Quote requestId when you report it.",
                 *       "requestId": "0f3c1a2b-4d5e-4f60-8a7b-9c0d1e2f3a4b"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A service that this one stands on can’t answer now; nothing was changed. */
        ServiceUnavailable: {
            headers: {
                "Cache-Control": components["headers"]["Cache-Control"];
                "Retry-After": components["headers"]["Retry-After"];
                "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Service Unavailable",
                 *       "status": 503,
                 *       "detail": "The store can’t answer now. Try again.",
                 *       "requestId": "0f3c1a2b-4d5e-4f60-8a7b-9c0d1e2f3a4b"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The server did not answer in time; whether the change was made is not known. */
        GatewayTimeout: {
            headers: {
                "Cache-Control": components["headers"]["Cache-Control"];
                "Retry-After": components["headers"]["Retry-After"];
                "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Gateway Timeout",
                 *       "status": 504,
                 *       "detail": "The server did not answer in time.",
                 *       "requestId": "0f3c1a2b-4d5e-4f60-8a7b-9c0d1e2f3a4b"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /**
         * @description Identifies the item.
         * @example 019abdd6-0a40-7000-8000-000000000001
         */
        Id: string;
        /**
         * @description Versions that the request is for; another is answered 412.
         * @example "1"
         */
        IfMatch: string;
        /**
         * @description Versions that the client has: a GET is answered 304, a change 412.
         * @example "1"
         */
        IfNoneMatch: string;
        /**
         * @description Chosen by the client, its own, one for each item it means to create: the same key and body are answered as the first time, and no second item is made.
         * @example 8e03978e-40d5-43e8-bc93-6894a57f9324
         */
        IdempotencyKey: string;
        /**
         * @description Names the request across services. Up to 128 letters, digits and `_ . : -`; another is ignored.
         * @example order-42
         */
        CorrelationId: string;
        /**
         * @description Items of a page.
         * @example 20
         */
        Limit: number;
        /** @description The `next` of the page before, of the same query. */
        Cursor: string;
    };
    requestBodies: never;
    headers: {
        /**
         * @description What a PATCH takes (RFC 5789).
         * @example application/merge-patch+json, application/json
         */
        "Accept-Patch": string;
        /**
         * @description What a POST takes.
         * @example application/json
         */
        "Accept-Post": string;
        /**
         * @description The methods of this path (RFC 9110, 10.2.1).
         * @example GET, POST, HEAD, OPTIONS
         */
        Allow: string;
        /**
         * @description No cache may keep an answer.
         * @example no-store
         */
        "Cache-Control": "no-store";
        /**
         * @description The version of the item, a strong entity tag. Send it back as `If-Match` or `If-None-Match`.
         * @example "1"
         */
        ETag: string;
        /**
         * @description Present where an earlier POST with the same `Idempotency-Key` made this answer.
         * @example true
         */
        "Idempotency-Replayed": "true";
        /**
         * @description The next page, while there may be more: `rel="next"` (RFC 8288), relative to this URL.
         * @example <?limit=20&cursor=eyJ2Ijox>; rel="next"
         */
        Link: string;
        /** @description Where the new item is, relative to this URL. */
        Location: string;
        /**
         * @description Seconds to wait before trying again.
         * @example 1
         */
        "Retry-After": number;
        /**
         * @description Seconds to wait before trying again, where waiting helps.
         * @example 1
         */
        "Retry-After-Conflict": number;
        /** @description The refresh token, where the client asked for it in a cookie that no script can read; a sign-out takes it away. */
        "Set-Cookie": string;
        /**
         * @description How to prove who one is (RFC 9110, 11.6.1).
         * @example Bearer
         */
        "WWW-Authenticate": string;
        /**
         * @description Names this request in every log: what the client sent, or an id of the server’s.
         * @example order-42
         */
        "X-Correlation-Id": string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    logIn: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Names the request across services. Up to 128 letters, digits and `_ . : -`; another is ignored.
                 * @example order-42
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "username": "maria",
                 *       "password": "correct horse battery staple"
                 *     }
                 */
                "application/json": components["schemas"]["Login"];
            };
        };
        responses: {
            /** @description Tokens, or the challenge to set a new password. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Set-Cookie": components["headers"]["Set-Cookie"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tokens"] | components["schemas"]["Challenge"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["LoginRefused"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    answerChallenge: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Names the request across services. Up to 128 letters, digits and `_ . : -`; another is ignored.
                 * @example order-42
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "username": "maria",
                 *       "session": "AYABeC1-y8qooiuysEv0uM4wAqQAHQ",
                 *       "newPassword": "Correct-horse-1"
                 *     }
                 */
                "application/json": components["schemas"]["ChallengeAnswer"];
            };
        };
        responses: {
            /** @description Tokens, or the challenge to set a new password. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Set-Cookie": components["headers"]["Set-Cookie"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tokens"] | components["schemas"]["Challenge"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["LoginRefused"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    refreshSession: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Names the request across services. Up to 128 letters, digits and `_ . : -`; another is ignored.
                 * @example order-42
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "refreshToken": "eyJjdHki.eyJlbmMi.dGFn"
                 *     }
                 */
                "application/json": components["schemas"]["Refresh"];
            };
        };
        responses: {
            /** @description New tokens. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "idToken": "eyJraWQi.eyJzdWIi.c2ln",
                     *       "accessToken": "eyJraWQi.eyJ1c2Ui.c2ln",
                     *       "expiresIn": 900,
                     *       "tokenType": "Bearer"
                     *     }
                     */
                    "application/json": components["schemas"]["RenewedTokens"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["LoginRefused"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    logOut: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Names the request across services. Up to 128 letters, digits and `_ . : -`; another is ignored.
                 * @example order-42
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "refreshToken": "eyJjdHki.eyJlbmMi.dGFn"
                 *     }
                 */
                "application/json": components["schemas"]["Refresh"];
            };
        };
        responses: {
            /** @description Signed out, if there was a session at all. */
            204: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Set-Cookie": components["headers"]["Set-Cookie"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["LoginRefused"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    listTickets: {
        parameters: {
            query?: {
                /** @description Items whose status is this: alone. */
                status?: string;
                /** @description Items whose reporterId is this: beside status. */
                reporterId?: string;
                /** @description Items whose value is this or comes after it. Needs a filter whose index is ordered by createdAt. */
                "createdAt.gte"?: string;
                /** @description Items whose value comes before this. Needs a filter whose index is ordered by createdAt. */
                "createdAt.lt"?: string;
                /** @description Order: the sort key of the index in use, `-` before it for the last first. Needs a filter. */
                sort?: "createdAt" | "-createdAt";
                /** @description Attributes to show, separated by commas; all of them where it is left out. */
                fields?: ("id" | "description" | "reporterId" | "status" | "title" | "createdAt" | "updatedAt" | "version")[];
                /**
                 * @description Items of a page.
                 * @example 20
                 */
                limit?: components["parameters"]["Limit"];
                /** @description The `next` of the page before, of the same query. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /**
                 * @description Names the request across services. Up to 128 letters, digits and `_ . : -`; another is ignored.
                 * @example order-42
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Link: components["headers"]["Link"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "019abdd6-0a40-7000-8000-000000000001",
                     *           "createdAt": "2025-11-26T01:45:12.512Z",
                     *           "updatedAt": "2025-11-26T01:45:12.512Z",
                     *           "version": 1,
                     *           "description": "description",
                     *           "reporterId": "reporterId",
                     *           "status": "OPEN",
                     *           "title": "title"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["TicketPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    createTicket: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Chosen by the client, its own, one for each item it means to create: the same key and body are answered as the first time, and no second item is made.
                 * @example 8e03978e-40d5-43e8-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description Names the request across services. Up to 128 letters, digits and `_ . : -`; another is ignored.
                 * @example order-42
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "description": "description",
                 *       "reporterId": "reporterId",
                 *       "status": "OPEN",
                 *       "title": "title"
                 *     }
                 */
                "application/json": components["schemas"]["TicketWrite"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019abdd6-0a40-7000-8000-000000000001",
                     *       "createdAt": "2025-11-26T01:45:12.512Z",
                     *       "updatedAt": "2025-11-26T01:45:12.512Z",
                     *       "version": 1,
                     *       "description": "description",
                     *       "reporterId": "reporterId",
                     *       "status": "OPEN",
                     *       "title": "title"
                     *     }
                     */
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    headTickets: {
        parameters: {
            query?: {
                /** @description Items whose status is this: alone. */
                status?: string;
                /** @description Items whose reporterId is this: beside status. */
                reporterId?: string;
                /** @description Items whose value is this or comes after it. Needs a filter whose index is ordered by createdAt. */
                "createdAt.gte"?: string;
                /** @description Items whose value comes before this. Needs a filter whose index is ordered by createdAt. */
                "createdAt.lt"?: string;
                /** @description Order: the sort key of the index in use, `-` before it for the last first. Needs a filter. */
                sort?: "createdAt" | "-createdAt";
                /** @description Attributes to show, separated by commas; all of them where it is left out. */
                fields?: ("id" | "description" | "reporterId" | "status" | "title" | "createdAt" | "updatedAt" | "version")[];
                /**
                 * @description Items of a page.
                 * @example 20
                 */
                limit?: components["parameters"]["Limit"];
                /** @description The `next` of the page before, of the same query. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /**
                 * @description Names the request across services. Up to 128 letters, digits and `_ . : -`; another is ignored.
                 * @example order-42
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Link: components["headers"]["Link"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    readTicket: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Versions that the request is for; another is answered 412.
                 * @example "1"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description Versions that the client has: a GET is answered 304, a change 412.
                 * @example "1"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description Names the request across services. Up to 128 letters, digits and `_ . : -`; another is ignored.
                 * @example order-42
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
            };
            path: {
                /**
                 * @description Identifies the item.
                 * @example 019abdd6-0a40-7000-8000-000000000001
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The item. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019abdd6-0a40-7000-8000-000000000001",
                     *       "createdAt": "2025-11-26T01:45:12.512Z",
                     *       "updatedAt": "2025-11-26T01:45:12.512Z",
                     *       "version": 1,
                     *       "description": "description",
                     *       "reporterId": "reporterId",
                     *       "status": "OPEN",
                     *       "title": "title"
                     *     }
                     */
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            /** @description The client has this version. */
            304: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    replaceTicket: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Versions that the request is for; another is answered 412.
                 * @example "1"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description Versions that the client has: a GET is answered 304, a change 412.
                 * @example "1"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description Names the request across services. Up to 128 letters, digits and `_ . : -`; another is ignored.
                 * @example order-42
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
            };
            path: {
                /**
                 * @description Identifies the item.
                 * @example 019abdd6-0a40-7000-8000-000000000001
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "description": "description",
                 *       "reporterId": "reporterId",
                 *       "status": "OPEN",
                 *       "title": "title"
                 *     }
                 */
                "application/json": components["schemas"]["TicketWrite"];
            };
        };
        responses: {
            /** @description Replaced. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019abdd6-0a40-7000-8000-000000000001",
                     *       "createdAt": "2025-11-26T01:45:12.512Z",
                     *       "updatedAt": "2025-11-26T01:45:12.512Z",
                     *       "version": 1,
                     *       "description": "description",
                     *       "reporterId": "reporterId",
                     *       "status": "OPEN",
                     *       "title": "title"
                     *     }
                     */
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    deleteTicket: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Versions that the request is for; another is answered 412.
                 * @example "1"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description Versions that the client has: a GET is answered 304, a change 412.
                 * @example "1"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description Names the request across services. Up to 128 letters, digits and `_ . : -`; another is ignored.
                 * @example order-42
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
            };
            path: {
                /**
                 * @description Identifies the item.
                 * @example 019abdd6-0a40-7000-8000-000000000001
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted. */
            204: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    headTicket: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Versions that the request is for; another is answered 412.
                 * @example "1"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description Versions that the client has: a GET is answered 304, a change 412.
                 * @example "1"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description Names the request across services. Up to 128 letters, digits and `_ . : -`; another is ignored.
                 * @example order-42
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
            };
            path: {
                /**
                 * @description Identifies the item.
                 * @example 019abdd6-0a40-7000-8000-000000000001
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The item’s headers. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client has this version. */
            304: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    patchTicket: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Versions that the request is for; another is answered 412.
                 * @example "1"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description Versions that the client has: a GET is answered 304, a change 412.
                 * @example "1"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description Names the request across services. Up to 128 letters, digits and `_ . : -`; another is ignored.
                 * @example order-42
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
            };
            path: {
                /**
                 * @description Identifies the item.
                 * @example 019abdd6-0a40-7000-8000-000000000001
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "description": "description"
                 *     }
                 */
                "application/merge-patch+json": components["schemas"]["TicketPatch"];
                /**
                 * @example {
                 *       "description": "description"
                 *     }
                 */
                "application/json": components["schemas"]["TicketPatch"];
            };
        };
        responses: {
            /** @description Changed. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    ETag: components["headers"]["ETag"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019abdd6-0a40-7000-8000-000000000001",
                     *       "createdAt": "2025-11-26T01:45:12.512Z",
                     *       "updatedAt": "2025-11-26T01:45:12.512Z",
                     *       "version": 1,
                     *       "description": "description",
                     *       "reporterId": "reporterId",
                     *       "status": "OPEN",
                     *       "title": "title"
                     *     }
                     */
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedPatchType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    readOpenApi: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description This document. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        openapi: string;
                        info: Record<string, never>;
                        paths: Record<string, never>;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    headOpenApi: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description This document. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
}
