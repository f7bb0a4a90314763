#pragma once
#include <curl/curl.h>

// curl_easy_setopt and curl_easy_getinfo are variadic, which Swift cannot call: one typed wrapper for each shape used.

static inline CURLcode naast_curl_global_init(void) { return curl_global_init(CURL_GLOBAL_DEFAULT); }

static inline CURLcode naast_curl_set_long(CURL *easy, CURLoption option, long value) {
    return curl_easy_setopt(easy, option, value);
}

// libcurl copies the string.
static inline CURLcode naast_curl_set_string(CURL *easy, CURLoption option, const char *value) {
    return curl_easy_setopt(easy, option, value);
}

// libcurl keeps the pointer.
static inline CURLcode naast_curl_set_pointer(CURL *easy, CURLoption option, void *value) {
    return curl_easy_setopt(easy, option, value);
}

typedef size_t (*naast_curl_data_function)(char *bytes, size_t size, size_t count, void *context);

static inline CURLcode naast_curl_set_header_function(CURL *easy, naast_curl_data_function function) {
    return curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, function);
}

typedef int (*naast_curl_progress_function)(void *context, curl_off_t, curl_off_t, curl_off_t, curl_off_t);

static inline CURLcode naast_curl_set_progress_function(CURL *easy, naast_curl_progress_function function) {
    return curl_easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, function);
}

static inline CURLcode naast_curl_active_socket(CURL *easy, curl_socket_t *out) {
    return curl_easy_getinfo(easy, CURLINFO_ACTIVESOCKET, out);
}

static inline CURLcode naast_curl_set_write_function(CURL *easy, naast_curl_data_function function) {
    return curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, function);
}

static inline CURLcode naast_curl_response_code(CURL *easy, long *out) {
    return curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, out);
}
