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
    "/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Users
         * @description For members of admins.
         */
        get: operations["listUsers"];
        put?: never;
        /**
         * Create a User
         * @description For members of admins.
         */
        post: operations["createUser"];
        delete?: never;
        options?: never;
        /**
         * Headers of a list of Users
         * @description For members of admins.
         */
        head: operations["headUsers"];
        patch?: never;
        trace?: never;
    };
    "/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a User
         * @description For its owner, or members of admins.
         */
        get: operations["readUser"];
        /**
         * Replace a User
         * @description For its owner, or members of admins.
         */
        put: operations["replaceUser"];
        post?: never;
        /**
         * Delete a User
         * @description For members of admins.
         */
        delete: operations["deleteUser"];
        options?: never;
        /**
         * Headers of a User
         * @description For its owner, or members of admins.
         */
        head: operations["headUser"];
        /**
         * Change a User
         * @description For its owner, or members of admins.
         */
        patch: operations["patchUser"];
        trace?: never;
    };
    "/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Products
         * @description For every user.
         */
        get: operations["listProducts"];
        put?: never;
        /**
         * Create a Product
         * @description For members of admins.
         */
        post: operations["createProduct"];
        delete?: never;
        options?: never;
        /**
         * Headers of a list of Products
         * @description For every user.
         */
        head: operations["headProducts"];
        patch?: never;
        trace?: never;
    };
    "/products/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a Product
         * @description For every user.
         */
        get: operations["readProduct"];
        /**
         * Replace a Product
         * @description For members of admins.
         */
        put: operations["replaceProduct"];
        post?: never;
        /**
         * Delete a Product
         * @description For members of admins.
         */
        delete: operations["deleteProduct"];
        options?: never;
        /**
         * Headers of a Product
         * @description For every user.
         */
        head: operations["headProduct"];
        /**
         * Change a Product
         * @description For members of admins.
         */
        patch: operations["patchProduct"];
        trace?: never;
    };
    "/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Orders
         * @description For its owner, who sees only what is their own, or members of admins.
         */
        get: operations["listOrders"];
        put?: never;
        /**
         * Create a Order
         * @description For every user, who becomes its owner, or members of admins.
         */
        post: operations["createOrder"];
        delete?: never;
        options?: never;
        /**
         * Headers of a list of Orders
         * @description For its owner, who sees only what is their own, or members of admins.
         */
        head: operations["headOrders"];
        patch?: never;
        trace?: never;
    };
    "/orders/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a Order
         * @description For its owner, or members of admins.
         */
        get: operations["readOrder"];
        /**
         * Replace a Order
         * @description For its owner, or members of admins. Only members of admins may set status to CONFIRMED or SHIPPED or DELIVERED. Only members of admins may set status from CONFIRMED to CANCELLED.
         */
        put: operations["replaceOrder"];
        post?: never;
        /**
         * Delete a Order
         * @description For members of admins.
         */
        delete: operations["deleteOrder"];
        options?: never;
        /**
         * Headers of a Order
         * @description For its owner, or members of admins.
         */
        head: operations["headOrder"];
        /**
         * Change a Order
         * @description For its owner, or members of admins. Only members of admins may set status to CONFIRMED or SHIPPED or DELIVERED. Only members of admins may set status from CONFIRMED to CANCELLED.
         */
        patch: operations["patchOrder"];
        trace?: never;
    };
    "/orders/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restore a deleted Order
         * @description For its owner, or members of admins.
         */
        post: operations["restoreOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{id}/invoice": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Invoice of Order
         * @description Answered by a function of its own, which decides on its body and its answers.
         */
        get: operations["invokeOrderInvoice"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a form to upload an image with
         * @description For every user, who becomes its owner. Send the file with the form: multipart/form-data to `url`, all `fields` first, the bytes as `file` last.
         */
        post: operations["createImageUpload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/uploads/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * See what became of an upload
         * @description For its owner, or members of admins.
         */
        get: operations["readImageUpload"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /**
         * Headers of an upload
         * @description For its owner, or members of admins.
         */
        head: operations["headImageUpload"];
        patch?: never;
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
        ImageUploadRequest: {
            /**
             * @description What the file is.
             * @enum {string}
             */
            contentType: "image/jpeg" | "image/png" | "image/webp";
            /** @description Bytes of the file: the form then takes exactly as many. */
            size?: number;
        };
        ImageUploadForm: {
            /** Format: uuid */
            id: string;
            /**
             * Format: uri
             * @description Where the form goes, by POST.
             */
            url: string;
            /** @description Fields of the form. */
            fields: {
                [key: string]: string;
            };
            /** @description Seconds that the form is good for. */
            expiresIn: number;
            /** @description Bytes that the file may have. */
            maxBytes: number;
        };
        ImageUpload: {
            /** Format: uuid */
            id: string;
            /**
             * @description PENDING until the file is there and was looked at.
             * @enum {string}
             */
            status: "PENDING" | "READY" | "REJECTED";
            /**
             * @description Why it was rejected, for programs. New ones may come.
             * @enum {string}
             */
            reason?: "NOT_AN_IMAGE" | "TRUNCATED" | "DAMAGED" | "UNSUPPORTED" | "TOO_LARGE" | "TOO_MANY_PIXELS" | "UNKNOWN_UPLOAD";
            /** @description Why it was rejected, for people. */
            detail?: string;
            /** @description Smallest first, once READY: WebP. */
            thumbnails?: components["schemas"]["ImageThumbnail"][];
            /** @description Seconds that the links are good for. */
            expiresIn: number;
        };
        ImageThumbnail: {
            width: number;
            height: number;
            /** Format: uri */
            url: string;
        };
        User: {
            /**
             * Format: uuid
             * @description Identifies it: a UUIDv7 (RFC 9562).
             */
            readonly id: string;
            /**
             * Format: email
             * @description Name under which the user signs in; kept in lower case
             */
            email: string;
            /**
             * @description Language of what the user reads
             * @default es
             * @enum {string}
             */
            locale?: "es" | "en";
            /** @description As it is written on invoices */
            name?: string;
            /**
             * @description PENDING until the user can sign in, ACTIVE, DELETING until its login is disabled
             * @enum {string}
             */
            readonly status?: "PENDING" | "ACTIVE" | "DELETING";
            /** @description Who owns it */
            readonly sub: string;
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
        /** @description User as a page shows it: all of it, or the attributes that `fields` or the index in use names. */
        UserPart: {
            /**
             * Format: uuid
             * @description Identifies it: a UUIDv7 (RFC 9562).
             */
            readonly id?: string;
            /**
             * Format: email
             * @description Name under which the user signs in; kept in lower case
             */
            email?: string;
            /**
             * @description Language of what the user reads
             * @default es
             * @enum {string}
             */
            locale?: "es" | "en";
            /** @description As it is written on invoices */
            name?: string;
            /**
             * @description PENDING until the user can sign in, ACTIVE, DELETING until its login is disabled
             * @enum {string}
             */
            readonly status?: "PENDING" | "ACTIVE" | "DELETING";
            /** @description Who owns it */
            readonly sub?: string;
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
        UserPage: {
            items: components["schemas"]["UserPart"][];
            /** @description The `cursor` of the next page, while there may be more. */
            next?: string;
        };
        /** @description User as a client writes it. */
        UserWrite: {
            /**
             * Format: email
             * @description Name under which the user signs in; kept in lower case
             */
            email: string;
            /**
             * @description Language of what the user reads
             * @default es
             * @enum {string}
             */
            locale?: "es" | "en";
            /** @description As it is written on invoices */
            name?: string;
        };
        /** @description Merge patch (RFC 7396) of User: the members to change, null for those to remove. */
        UserPatch: {
            /**
             * Format: email
             * @description Name under which the user signs in; kept in lower case
             */
            email?: string;
            /**
             * @description Language of what the user reads
             * @enum {string|null}
             */
            locale?: "es" | "en" | null;
            /** @description As it is written on invoices */
            name?: string | null;
        };
        Product: {
            /**
             * Format: uuid
             * @description Identifies it: a UUIDv7 (RFC 9562).
             */
            readonly id: string;
            /** @description The shelf it stands on */
            category: string;
            /**
             * @description ISO 4217 code of the price
             * @enum {string}
             */
            currency: "EUR" | "USD";
            /** @description What it is, in a few lines */
            description?: string;
            /** @description What it is called */
            name: string;
            /**
             * @description Whether it can be ordered now
             * @default true
             */
            onSale?: boolean;
            /** @description Price of one, in cents, without tax */
            priceInCents: number;
            /**
             * @description Tax on the price: 2100 is 21 %
             * @default 2100
             */
            taxInBasisPoints?: number;
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
        /** @description Product as a page shows it: all of it, or the attributes that `fields` or the index in use names. */
        ProductPart: {
            /**
             * Format: uuid
             * @description Identifies it: a UUIDv7 (RFC 9562).
             */
            readonly id?: string;
            /** @description The shelf it stands on */
            category?: string;
            /**
             * @description ISO 4217 code of the price
             * @enum {string}
             */
            currency?: "EUR" | "USD";
            /** @description What it is, in a few lines */
            description?: string;
            /** @description What it is called */
            name?: string;
            /**
             * @description Whether it can be ordered now
             * @default true
             */
            onSale?: boolean;
            /** @description Price of one, in cents, without tax */
            priceInCents?: number;
            /**
             * @description Tax on the price: 2100 is 21 %
             * @default 2100
             */
            taxInBasisPoints?: number;
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
        ProductPage: {
            items: components["schemas"]["ProductPart"][];
            /** @description The `cursor` of the next page, while there may be more. */
            next?: string;
        };
        /** @description Product as a client writes it. */
        ProductWrite: {
            /** @description The shelf it stands on */
            category: string;
            /**
             * @description ISO 4217 code of the price
             * @enum {string}
             */
            currency: "EUR" | "USD";
            /** @description What it is, in a few lines */
            description?: string;
            /** @description What it is called */
            name: string;
            /**
             * @description Whether it can be ordered now
             * @default true
             */
            onSale?: boolean;
            /** @description Price of one, in cents, without tax */
            priceInCents: number;
            /**
             * @description Tax on the price: 2100 is 21 %
             * @default 2100
             */
            taxInBasisPoints?: number;
        };
        /** @description Merge patch (RFC 7396) of Product: the members to change, null for those to remove. */
        ProductPatch: {
            /** @description The shelf it stands on */
            category?: string;
            /**
             * @description ISO 4217 code of the price
             * @enum {string}
             */
            currency?: "EUR" | "USD";
            /** @description What it is, in a few lines */
            description?: string | null;
            /** @description What it is called */
            name?: string;
            /** @description Whether it can be ordered now */
            onSale?: boolean | null;
            /** @description Price of one, in cents, without tax */
            priceInCents?: number;
            /** @description Tax on the price: 2100 is 21 % */
            taxInBasisPoints?: number | null;
        };
        Order: {
            /**
             * Format: uuid
             * @description Identifies it: a UUIDv7 (RFC 9562).
             */
            readonly orderId: string;
            /** @description ISO 4217 code of every amount */
            readonly currency: string;
            /** @description Whom the invoice is for, as at the moment of ordering; without it the invoice is a simplified one */
            customer?: {
                address?: string[];
                email?: string;
                name: string;
                taxId?: string;
            };
            /** @description What is ordered, each product once */
            items: {
                productId: string;
                quantity: number;
            }[];
            /** @description The items with their prices of the moment they were ordered */
            readonly lines: {
                amountInCents: number;
                name: string;
                productId: string;
                quantity: number;
                taxInBasisPoints: number;
                unitPriceInCents: number;
            }[];
            /** @description What the customer wants the house to know */
            note?: string;
            /**
             * @description How far it is
             * @default PENDING
             * @enum {string}
             */
            status: "PENDING" | "CONFIRMED" | "SHIPPED" | "DELIVERED" | "CANCELLED";
            /** @description Sum of the lines, without tax */
            readonly subtotalInCents: number;
            /** @description Tax, rounded once for each rate */
            readonly taxInCents: number;
            /** @description What is to be paid */
            readonly totalInCents: number;
            /** @description Who owns it */
            readonly userId: string;
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
        /** @description Order as a page shows it: all of it, or the attributes that `fields` or the index in use names. */
        OrderPart: {
            /**
             * Format: uuid
             * @description Identifies it: a UUIDv7 (RFC 9562).
             */
            readonly orderId?: string;
            /** @description ISO 4217 code of every amount */
            readonly currency?: string;
            /** @description Whom the invoice is for, as at the moment of ordering; without it the invoice is a simplified one */
            customer?: {
                address?: string[];
                email?: string;
                name: string;
                taxId?: string;
            };
            /** @description What is ordered, each product once */
            items?: {
                productId: string;
                quantity: number;
            }[];
            /** @description The items with their prices of the moment they were ordered */
            readonly lines?: {
                amountInCents: number;
                name: string;
                productId: string;
                quantity: number;
                taxInBasisPoints: number;
                unitPriceInCents: number;
            }[];
            /** @description What the customer wants the house to know */
            note?: string;
            /**
             * @description How far it is
             * @default PENDING
             * @enum {string}
             */
            status?: "PENDING" | "CONFIRMED" | "SHIPPED" | "DELIVERED" | "CANCELLED";
            /** @description Sum of the lines, without tax */
            readonly subtotalInCents?: number;
            /** @description Tax, rounded once for each rate */
            readonly taxInCents?: number;
            /** @description What is to be paid */
            readonly totalInCents?: number;
            /** @description Who owns it */
            readonly userId?: string;
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
        OrderPage: {
            items: components["schemas"]["OrderPart"][];
            /** @description The `cursor` of the next page, while there may be more. */
            next?: string;
        };
        /** @description Order as a client writes it. */
        OrderWrite: {
            /** @description Whom the invoice is for, as at the moment of ordering; without it the invoice is a simplified one */
            customer?: {
                address?: string[];
                email?: string;
                name: string;
                taxId?: string;
            };
            /** @description What is ordered, each product once */
            items: {
                productId: string;
                quantity: number;
            }[];
            /** @description What the customer wants the house to know */
            note?: string;
            /**
             * @description How far it is
             * @default PENDING
             * @enum {string}
             */
            status?: "PENDING" | "CONFIRMED" | "SHIPPED" | "DELIVERED" | "CANCELLED";
        };
        /** @description Order as a client creates it: status begins as PENDING. */
        OrderCreate: components["schemas"]["OrderWrite"] & {
            /** @enum {unknown} */
            status?: "PENDING";
        };
        /** @description Merge patch (RFC 7396) of Order: the members to change, null for those to remove. */
        OrderPatch: {
            /** @description Whom the invoice is for, as at the moment of ordering; without it the invoice is a simplified one */
            customer?: ({
                address?: string[] | null;
                email?: string | null;
                name?: string;
                taxId?: string | null;
            } & {
                [key: string]: null;
            }) | null;
            /** @description What is ordered, each product once */
            items?: {
                productId: string;
                quantity: number;
            }[];
            /** @description What the customer wants the house to know */
            note?: string | null;
            /**
             * @description How far it is
             * @enum {string}
             */
            status?: "PENDING" | "CONFIRMED" | "SHIPPED" | "DELIVERED" | "CANCELLED";
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
        /** @description A change must name the version it is based on (RFC 6585). */
        PreconditionRequired: {
            headers: {
                "Cache-Control": components["headers"]["Cache-Control"];
                "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Precondition Required",
                 *       "status": 428,
                 *       "detail": "Send If-Match with the ETag of the version that this change is based on.",
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
         * @description The version that the change is based on; another is answered 412, none at all 428.
         * @example "1"
         */
        IfMatchRequired: string;
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
    listUsers: {
        parameters: {
            query?: {
                /** @description Attributes to show, separated by commas; all of them where it is left out. */
                fields?: ("id" | "email" | "locale" | "name" | "status" | "sub" | "createdAt" | "updatedAt" | "version")[];
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
                     *           "status": "PENDING",
                     *           "sub": "8e03978e-40d5-43e8-bc93-6894a57f9324",
                     *           "email": "ana@example.com",
                     *           "locale": "es",
                     *           "name": "name"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["UserPage"];
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
    createUser: {
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
                 *       "email": "ana@example.com",
                 *       "locale": "es",
                 *       "name": "name"
                 *     }
                 */
                "application/json": components["schemas"]["UserWrite"];
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
                     *       "status": "PENDING",
                     *       "sub": "8e03978e-40d5-43e8-bc93-6894a57f9324",
                     *       "email": "ana@example.com",
                     *       "locale": "es",
                     *       "name": "name"
                     *     }
                     */
                    "application/json": components["schemas"]["User"];
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
    headUsers: {
        parameters: {
            query?: {
                /** @description Attributes to show, separated by commas; all of them where it is left out. */
                fields?: ("id" | "email" | "locale" | "name" | "status" | "sub" | "createdAt" | "updatedAt" | "version")[];
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
    readUser: {
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
                     *       "status": "PENDING",
                     *       "sub": "8e03978e-40d5-43e8-bc93-6894a57f9324",
                     *       "email": "ana@example.com",
                     *       "locale": "es",
                     *       "name": "name"
                     *     }
                     */
                    "application/json": components["schemas"]["User"];
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
    replaceUser: {
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
                 *       "email": "ana@example.com",
                 *       "locale": "es",
                 *       "name": "name"
                 *     }
                 */
                "application/json": components["schemas"]["UserWrite"];
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
                     *       "status": "PENDING",
                     *       "sub": "8e03978e-40d5-43e8-bc93-6894a57f9324",
                     *       "email": "ana@example.com",
                     *       "locale": "es",
                     *       "name": "name"
                     *     }
                     */
                    "application/json": components["schemas"]["User"];
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
    deleteUser: {
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
    headUser: {
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
    patchUser: {
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
                 *       "locale": "es",
                 *       "name": null
                 *     }
                 */
                "application/merge-patch+json": components["schemas"]["UserPatch"];
                /**
                 * @example {
                 *       "locale": "es",
                 *       "name": null
                 *     }
                 */
                "application/json": components["schemas"]["UserPatch"];
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
                     *       "status": "PENDING",
                     *       "sub": "8e03978e-40d5-43e8-bc93-6894a57f9324",
                     *       "email": "ana@example.com",
                     *       "locale": "es",
                     *       "name": "name"
                     *     }
                     */
                    "application/json": components["schemas"]["User"];
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
    listProducts: {
        parameters: {
            query?: {
                /** @description Items whose category is this: alone. */
                category?: string;
                /** @description Items whose onSale is this: beside category. */
                onSale?: boolean;
                /** @description Items whose value is this or comes after it. Needs a filter whose index is ordered by name. */
                "name.gte"?: string;
                /** @description Items whose value comes before this. Needs a filter whose index is ordered by name. */
                "name.lt"?: string;
                /** @description Order: the sort key of the index in use, `-` before it for the last first. Needs a filter. */
                sort?: "name" | "-name";
                /** @description Attributes to show, separated by commas; all of them where it is left out. */
                fields?: ("id" | "category" | "currency" | "description" | "name" | "onSale" | "priceInCents" | "taxInBasisPoints" | "createdAt" | "updatedAt" | "version")[];
                /**
                 * @description Items of a page.
                 * @example 20
                 */
                limit?: components["parameters"]["Limit"];
                /** @description The `next` of the page before, of the same query. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
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
                     *           "category": "category",
                     *           "currency": "EUR",
                     *           "description": "description",
                     *           "name": "name",
                     *           "onSale": true,
                     *           "priceInCents": 0,
                     *           "taxInBasisPoints": 2100
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ProductPage"];
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
    createProduct: {
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
                 *       "category": "category",
                 *       "currency": "EUR",
                 *       "description": "description",
                 *       "name": "name",
                 *       "onSale": true,
                 *       "priceInCents": 0,
                 *       "taxInBasisPoints": 2100
                 *     }
                 */
                "application/json": components["schemas"]["ProductWrite"];
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
                     *       "category": "category",
                     *       "currency": "EUR",
                     *       "description": "description",
                     *       "name": "name",
                     *       "onSale": true,
                     *       "priceInCents": 0,
                     *       "taxInBasisPoints": 2100
                     *     }
                     */
                    "application/json": components["schemas"]["Product"];
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
    headProducts: {
        parameters: {
            query?: {
                /** @description Items whose category is this: alone. */
                category?: string;
                /** @description Items whose onSale is this: beside category. */
                onSale?: boolean;
                /** @description Items whose value is this or comes after it. Needs a filter whose index is ordered by name. */
                "name.gte"?: string;
                /** @description Items whose value comes before this. Needs a filter whose index is ordered by name. */
                "name.lt"?: string;
                /** @description Order: the sort key of the index in use, `-` before it for the last first. Needs a filter. */
                sort?: "name" | "-name";
                /** @description Attributes to show, separated by commas; all of them where it is left out. */
                fields?: ("id" | "category" | "currency" | "description" | "name" | "onSale" | "priceInCents" | "taxInBasisPoints" | "createdAt" | "updatedAt" | "version")[];
                /**
                 * @description Items of a page.
                 * @example 20
                 */
                limit?: components["parameters"]["Limit"];
                /** @description The `next` of the page before, of the same query. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
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
    readProduct: {
        parameters: {
            query?: never;
            header?: never;
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
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019abdd6-0a40-7000-8000-000000000001",
                     *       "createdAt": "2025-11-26T01:45:12.512Z",
                     *       "updatedAt": "2025-11-26T01:45:12.512Z",
                     *       "version": 1,
                     *       "category": "category",
                     *       "currency": "EUR",
                     *       "description": "description",
                     *       "name": "name",
                     *       "onSale": true,
                     *       "priceInCents": 0,
                     *       "taxInBasisPoints": 2100
                     *     }
                     */
                    "application/json": components["schemas"]["Product"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    replaceProduct: {
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
                 *       "category": "category",
                 *       "currency": "EUR",
                 *       "description": "description",
                 *       "name": "name",
                 *       "onSale": true,
                 *       "priceInCents": 0,
                 *       "taxInBasisPoints": 2100
                 *     }
                 */
                "application/json": components["schemas"]["ProductWrite"];
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
                     *       "category": "category",
                     *       "currency": "EUR",
                     *       "description": "description",
                     *       "name": "name",
                     *       "onSale": true,
                     *       "priceInCents": 0,
                     *       "taxInBasisPoints": 2100
                     *     }
                     */
                    "application/json": components["schemas"]["Product"];
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
    deleteProduct: {
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
    headProduct: {
        parameters: {
            query?: never;
            header?: never;
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
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    patchProduct: {
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
                 *       "category": "category",
                 *       "taxInBasisPoints": null
                 *     }
                 */
                "application/merge-patch+json": components["schemas"]["ProductPatch"];
                /**
                 * @example {
                 *       "category": "category",
                 *       "taxInBasisPoints": null
                 *     }
                 */
                "application/json": components["schemas"]["ProductPatch"];
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
                     *       "category": "category",
                     *       "currency": "EUR",
                     *       "description": "description",
                     *       "name": "name",
                     *       "onSale": true,
                     *       "priceInCents": 0,
                     *       "taxInBasisPoints": 2100
                     *     }
                     */
                    "application/json": components["schemas"]["Product"];
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
    listOrders: {
        parameters: {
            query?: {
                /** @description Items whose userId is this: alone. */
                userId?: string;
                /** @description Items whose status is this: alone, or beside userId. */
                status?: string;
                /** @description Items whose value is this or comes after it. Needs a filter whose index is ordered by createdAt. */
                "createdAt.gte"?: string;
                /** @description Items whose value comes before this. Needs a filter whose index is ordered by createdAt. */
                "createdAt.lt"?: string;
                /** @description Order: the sort key of the index in use, `-` before it for the last first. Needs a filter. */
                sort?: "createdAt" | "-createdAt";
                /** @description Attributes to show, separated by commas; all of them where it is left out. */
                fields?: ("orderId" | "currency" | "customer" | "items" | "lines" | "note" | "status" | "subtotalInCents" | "taxInCents" | "totalInCents" | "userId" | "createdAt" | "updatedAt" | "version")[];
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
                     *           "orderId": "019abdd6-0a40-7000-8000-000000000001",
                     *           "createdAt": "2025-11-26T01:45:12.512Z",
                     *           "updatedAt": "2025-11-26T01:45:12.512Z",
                     *           "version": 1,
                     *           "currency": "currency",
                     *           "lines": [
                     *             {
                     *               "amountInCents": 1,
                     *               "name": "name",
                     *               "productId": "productId",
                     *               "quantity": 1,
                     *               "taxInBasisPoints": 1,
                     *               "unitPriceInCents": 1
                     *             }
                     *           ],
                     *           "subtotalInCents": 1,
                     *           "taxInCents": 1,
                     *           "totalInCents": 1,
                     *           "userId": "8e03978e-40d5-43e8-bc93-6894a57f9324",
                     *           "customer": {
                     *             "address": [
                     *               "addres"
                     *             ],
                     *             "email": "email",
                     *             "name": "name",
                     *             "taxId": "taxId"
                     *           },
                     *           "items": [
                     *             {
                     *               "productId": "productId",
                     *               "quantity": 1
                     *             }
                     *           ],
                     *           "note": "note",
                     *           "status": "PENDING"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["OrderPage"];
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
    createOrder: {
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
                 *       "customer": {
                 *         "address": [
                 *           "addres"
                 *         ],
                 *         "email": "email",
                 *         "name": "name",
                 *         "taxId": "taxId"
                 *       },
                 *       "items": [
                 *         {
                 *           "productId": "productId",
                 *           "quantity": 1
                 *         }
                 *       ],
                 *       "note": "note",
                 *       "status": "PENDING"
                 *     }
                 */
                "application/json": components["schemas"]["OrderCreate"];
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
                     *       "orderId": "019abdd6-0a40-7000-8000-000000000001",
                     *       "createdAt": "2025-11-26T01:45:12.512Z",
                     *       "updatedAt": "2025-11-26T01:45:12.512Z",
                     *       "version": 1,
                     *       "currency": "currency",
                     *       "lines": [
                     *         {
                     *           "amountInCents": 1,
                     *           "name": "name",
                     *           "productId": "productId",
                     *           "quantity": 1,
                     *           "taxInBasisPoints": 1,
                     *           "unitPriceInCents": 1
                     *         }
                     *       ],
                     *       "subtotalInCents": 1,
                     *       "taxInCents": 1,
                     *       "totalInCents": 1,
                     *       "userId": "8e03978e-40d5-43e8-bc93-6894a57f9324",
                     *       "customer": {
                     *         "address": [
                     *           "addres"
                     *         ],
                     *         "email": "email",
                     *         "name": "name",
                     *         "taxId": "taxId"
                     *       },
                     *       "items": [
                     *         {
                     *           "productId": "productId",
                     *           "quantity": 1
                     *         }
                     *       ],
                     *       "note": "note",
                     *       "status": "PENDING"
                     *     }
                     */
                    "application/json": components["schemas"]["Order"];
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
    headOrders: {
        parameters: {
            query?: {
                /** @description Items whose userId is this: alone. */
                userId?: string;
                /** @description Items whose status is this: alone, or beside userId. */
                status?: string;
                /** @description Items whose value is this or comes after it. Needs a filter whose index is ordered by createdAt. */
                "createdAt.gte"?: string;
                /** @description Items whose value comes before this. Needs a filter whose index is ordered by createdAt. */
                "createdAt.lt"?: string;
                /** @description Order: the sort key of the index in use, `-` before it for the last first. Needs a filter. */
                sort?: "createdAt" | "-createdAt";
                /** @description Attributes to show, separated by commas; all of them where it is left out. */
                fields?: ("orderId" | "currency" | "customer" | "items" | "lines" | "note" | "status" | "subtotalInCents" | "taxInCents" | "totalInCents" | "userId" | "createdAt" | "updatedAt" | "version")[];
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
    readOrder: {
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
                     *       "orderId": "019abdd6-0a40-7000-8000-000000000001",
                     *       "createdAt": "2025-11-26T01:45:12.512Z",
                     *       "updatedAt": "2025-11-26T01:45:12.512Z",
                     *       "version": 1,
                     *       "currency": "currency",
                     *       "lines": [
                     *         {
                     *           "amountInCents": 1,
                     *           "name": "name",
                     *           "productId": "productId",
                     *           "quantity": 1,
                     *           "taxInBasisPoints": 1,
                     *           "unitPriceInCents": 1
                     *         }
                     *       ],
                     *       "subtotalInCents": 1,
                     *       "taxInCents": 1,
                     *       "totalInCents": 1,
                     *       "userId": "8e03978e-40d5-43e8-bc93-6894a57f9324",
                     *       "customer": {
                     *         "address": [
                     *           "addres"
                     *         ],
                     *         "email": "email",
                     *         "name": "name",
                     *         "taxId": "taxId"
                     *       },
                     *       "items": [
                     *         {
                     *           "productId": "productId",
                     *           "quantity": 1
                     *         }
                     *       ],
                     *       "note": "note",
                     *       "status": "PENDING"
                     *     }
                     */
                    "application/json": components["schemas"]["Order"];
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
    replaceOrder: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The version that the change is based on; another is answered 412, none at all 428.
                 * @example "1"
                 */
                "If-Match": components["parameters"]["IfMatchRequired"];
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
                 *       "customer": {
                 *         "address": [
                 *           "addres"
                 *         ],
                 *         "email": "email",
                 *         "name": "name",
                 *         "taxId": "taxId"
                 *       },
                 *       "items": [
                 *         {
                 *           "productId": "productId",
                 *           "quantity": 1
                 *         }
                 *       ],
                 *       "note": "note",
                 *       "status": "PENDING"
                 *     }
                 */
                "application/json": components["schemas"]["OrderWrite"];
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
                     *       "orderId": "019abdd6-0a40-7000-8000-000000000001",
                     *       "createdAt": "2025-11-26T01:45:12.512Z",
                     *       "updatedAt": "2025-11-26T01:45:12.512Z",
                     *       "version": 1,
                     *       "currency": "currency",
                     *       "lines": [
                     *         {
                     *           "amountInCents": 1,
                     *           "name": "name",
                     *           "productId": "productId",
                     *           "quantity": 1,
                     *           "taxInBasisPoints": 1,
                     *           "unitPriceInCents": 1
                     *         }
                     *       ],
                     *       "subtotalInCents": 1,
                     *       "taxInCents": 1,
                     *       "totalInCents": 1,
                     *       "userId": "8e03978e-40d5-43e8-bc93-6894a57f9324",
                     *       "customer": {
                     *         "address": [
                     *           "addres"
                     *         ],
                     *         "email": "email",
                     *         "name": "name",
                     *         "taxId": "taxId"
                     *       },
                     *       "items": [
                     *         {
                     *           "productId": "productId",
                     *           "quantity": 1
                     *         }
                     *       ],
                     *       "note": "note",
                     *       "status": "PENDING"
                     *     }
                     */
                    "application/json": components["schemas"]["Order"];
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
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    deleteOrder: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The version that the change is based on; another is answered 412, none at all 428.
                 * @example "1"
                 */
                "If-Match": components["parameters"]["IfMatchRequired"];
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
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    headOrder: {
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
    patchOrder: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The version that the change is based on; another is answered 412, none at all 428.
                 * @example "1"
                 */
                "If-Match": components["parameters"]["IfMatchRequired"];
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
                 *       "status": "CONFIRMED",
                 *       "note": null
                 *     }
                 */
                "application/merge-patch+json": components["schemas"]["OrderPatch"];
                /**
                 * @example {
                 *       "status": "CONFIRMED",
                 *       "note": null
                 *     }
                 */
                "application/json": components["schemas"]["OrderPatch"];
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
                     *       "orderId": "019abdd6-0a40-7000-8000-000000000001",
                     *       "createdAt": "2025-11-26T01:45:12.512Z",
                     *       "updatedAt": "2025-11-26T01:45:12.512Z",
                     *       "version": 1,
                     *       "currency": "currency",
                     *       "lines": [
                     *         {
                     *           "amountInCents": 1,
                     *           "name": "name",
                     *           "productId": "productId",
                     *           "quantity": 1,
                     *           "taxInBasisPoints": 1,
                     *           "unitPriceInCents": 1
                     *         }
                     *       ],
                     *       "subtotalInCents": 1,
                     *       "taxInCents": 1,
                     *       "totalInCents": 1,
                     *       "userId": "8e03978e-40d5-43e8-bc93-6894a57f9324",
                     *       "customer": {
                     *         "address": [
                     *           "addres"
                     *         ],
                     *         "email": "email",
                     *         "name": "name",
                     *         "taxId": "taxId"
                     *       },
                     *       "items": [
                     *         {
                     *           "productId": "productId",
                     *           "quantity": 1
                     *         }
                     *       ],
                     *       "note": "note",
                     *       "status": "PENDING"
                     *     }
                     */
                    "application/json": components["schemas"]["Order"];
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
            422: components["responses"]["UnprocessableContent"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    restoreOrder: {
        parameters: {
            query?: never;
            header?: {
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
            /** @description The item is there, whether it had been deleted or not. */
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
                     *       "orderId": "019abdd6-0a40-7000-8000-000000000001",
                     *       "createdAt": "2025-11-26T01:45:12.512Z",
                     *       "updatedAt": "2025-11-26T01:45:12.512Z",
                     *       "version": 1,
                     *       "currency": "currency",
                     *       "lines": [
                     *         {
                     *           "amountInCents": 1,
                     *           "name": "name",
                     *           "productId": "productId",
                     *           "quantity": 1,
                     *           "taxInBasisPoints": 1,
                     *           "unitPriceInCents": 1
                     *         }
                     *       ],
                     *       "subtotalInCents": 1,
                     *       "taxInCents": 1,
                     *       "totalInCents": 1,
                     *       "userId": "8e03978e-40d5-43e8-bc93-6894a57f9324",
                     *       "customer": {
                     *         "address": [
                     *           "addres"
                     *         ],
                     *         "email": "email",
                     *         "name": "name",
                     *         "taxId": "taxId"
                     *       },
                     *       "items": [
                     *         {
                     *           "productId": "productId",
                     *           "quantity": 1
                     *         }
                     *       ],
                     *       "note": "note",
                     *       "status": "PENDING"
                     *     }
                     */
                    "application/json": components["schemas"]["Order"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    invokeOrderInvoice: {
        parameters: {
            query?: never;
            header?: {
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
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
            504: components["responses"]["GatewayTimeout"];
            /** @description As the function answers. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    createImageUpload: {
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
                 *       "contentType": "image/jpeg",
                 *       "size": 123456
                 *     }
                 */
                "application/json": components["schemas"]["ImageUploadRequest"];
            };
        };
        responses: {
            /** @description A form for one file. */
            201: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Location: components["headers"]["Location"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019abdd6-0a40-7000-8000-000000000001",
                     *       "url": "https://bucket.s3.eu-west-1.amazonaws.com/",
                     *       "fields": {
                     *         "key": "uploads/b3f1c2d4-0000-4000-8000-00000000000a/019abdd6-0a40-7000-8000-000000000001",
                     *         "Content-Type": "image/jpeg",
                     *         "Policy": "eyJleHBp…",
                     *         "X-Amz-Signature": "8afdbf40…"
                     *       },
                     *       "expiresIn": 600,
                     *       "maxBytes": 10485760
                     *     }
                     */
                    "application/json": components["schemas"]["ImageUploadForm"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
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
    readImageUpload: {
        parameters: {
            query?: never;
            header?: {
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
            /** @description The upload as it is now. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019abdd6-0a40-7000-8000-000000000001",
                     *       "status": "READY",
                     *       "thumbnails": [
                     *         {
                     *           "width": 160,
                     *           "height": 120,
                     *           "url": "https://bucket.s3.eu-west-1.amazonaws.com/thumbnails/019abdd6-0a40-7000-8000-000000000001/5d41402a/160.webp?X-Amz-Signature=8afdbf40"
                     *         }
                     *       ],
                     *       "expiresIn": 300
                     *     }
                     */
                    "application/json": components["schemas"]["ImageUpload"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    headImageUpload: {
        parameters: {
            query?: never;
            header?: {
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
            /** @description The upload as it is now. */
            200: {
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
